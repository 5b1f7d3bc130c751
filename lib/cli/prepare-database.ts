import type { PoolConfig } from 'pg'
import { databaseKind } from '@/lib/db/client'
import { migrate } from '@/lib/db/migrations/migrate'
import { isSeeded } from '@/lib/db/start/seed-mark'
import { sayWaiting, takeTurns } from '@/lib/db/start/take-turns'

/**
 * Brings the database up to this checkout and fills it at the first start. Of several servers that start on one database
 * at the same time one does this, while the others wait and say so.
 * @throws StartError like `migrate`
 */
export async function prepareDatabase(config: PoolConfig): Promise<void> {
  // the data folder of an embedded one is locked, and a transaction that is open there would keep its one backend
  if (databaseKind === 'embedded') return prepare(config)
  return takeTurns(config, () => prepare(config), { onWait: sayWaiting })
}

async function prepare(config: PoolConfig): Promise<void> {
  await migrate(config, undefined, (progress) => process.stdout.write(`Upgrading the database: ${progress} …\n`))
  if (await isSeeded()) return
  const { seed } = await import('@/prisma/seed')
  await seed()
}
