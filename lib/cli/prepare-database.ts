import { Client, type PoolConfig } from 'pg'
import { databaseKind } from '@/lib/db/client'
import { migrate } from '@/lib/db/migrations/migrate'
import { isSeeded } from '@/lib/db/seed-mark'

/** Any number that nothing else locks in this database. */
const LOCK = '4027501886'

/**
 * Brings the database up to this checkout and fills it at the first start. Of several servers that start on one database
 * at the same time one does this, while the others wait and say so. The lock is a transaction's: it ends with the
 * process that holds it, and goes through a pooler of connections.
 * @throws StartError like `migrate`
 */
export async function prepareDatabase(config: PoolConfig): Promise<void> {
  // the data folder of an embedded one is locked, and a transaction that is open there would keep its one backend
  if (databaseKind === 'embedded') return prepare(config)
  const client = new Client({
    ...config,
    query_timeout: undefined,
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch {
    // the same sentence as for everything else that cannot be reached
    return prepare(config)
  }
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`)
    if (!rows[0]?.taken) {
      process.stderr.write('Another Loadout prepares this database: waiting until it is done.\n')
      await client.query(`SELECT pg_advisory_xact_lock(${LOCK})`)
    }
    await prepare(config)
    await client.query('COMMIT')
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function prepare(config: PoolConfig): Promise<void> {
  await migrate(config)
  if (await isSeeded()) return
  const { seed } = await import('@/prisma/seed')
  await seed()
}
