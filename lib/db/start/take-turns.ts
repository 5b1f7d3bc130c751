import { Client, type PoolConfig } from 'pg'
import { say } from '@/lib/log'

/** Any number that nothing else locks in this database. */
const LOCK = '4027501886'

type LockClient = {
  connect(): Promise<unknown>
  query(sql: string): Promise<{ rows: { taken: boolean }[] }>
  end(): Promise<unknown>
}

type Turn = {
  /** Called when another process has its turn. */
  onWait: () => void
  connect?: () => LockClient
}

/**
 * Runs `work` while no other process that takes turns on this database runs its own, however long that takes. The lock
 * is a transaction's: it ends with the process that holds it, and goes through a pooler of connections. Where the
 * database cannot be reached, `work` runs without a turn, and says so in its own words.
 */
export async function takeTurns<Result>(
  config: PoolConfig,
  work: () => Promise<Result>,
  { onWait, connect = () => openPatient(config) }: Turn,
): Promise<Result> {
  const client = connect()
  try {
    await client.connect()
  } catch {
    return work()
  }
  try {
    await client.query('BEGIN')
    const { rows } = await client.query(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`)
    if (!rows[0]?.taken) {
      onWait()
      await client.query(`SELECT pg_advisory_xact_lock(${LOCK})`)
    }
    return await work()
  } finally {
    // ends the transaction, and the turn with it
    await client.end().catch(() => undefined)
  }
}

/** What a start says that waits for another one. */
export function sayWaiting(): void {
  say('Another Loadout prepares this database: waiting until it is done.')
}

/** Neither waiting for a turn nor the turn itself may run into a time limit. */
function openPatient(config: PoolConfig): LockClient {
  const client = new Client({
    ...config,
    query_timeout: undefined,
    statement_timeout: 0,
    lock_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  })
  client.on('error', () => undefined)
  return client
}
