import { randomUUID } from 'node:crypto'
import { Client, type PoolConfig } from 'pg'
import type { Migration } from './migration-list'

/** As Prisma makes it: its own commands read it, and go on from there. */
const HISTORY = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`

const APPLIED = `
  INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`

/** Before a statement that does a part of much work, so that it can be seen how far that is, and others have their turn. */
const REPEATED = '-- Repeated until it returns null:\n'

/**
 * Applies migrations in order, each in one transaction with its line of the history: a process that is killed, or a script
 * that fails, leaves nothing of the one that it was at.
 * @throws Error of the database, with the name of the migration
 */
export async function applyMigrations(
  config: PoolConfig,
  migrations: Migration[],
  tell: (progress: string) => void = () => undefined,
): Promise<void> {
  // a migration of much data takes its time
  const client = new Client({ ...config, query_timeout: undefined, statement_timeout: 0 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(HISTORY)
    for (const migration of migrations) await apply(client, migration, tell)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function apply(
  client: Client,
  { name, script, checksum }: Migration,
  tell: (progress: string) => void,
): Promise<void> {
  try {
    await client.query('BEGIN')
    const [first = '', ...rest] = script.split(REPEATED)
    await client.query(first)
    for (const part of rest) {
      const end = part.indexOf(';') + 1
      await repeat(client, part.slice(0, end), tell)
      await client.query(part.slice(end))
    }
    await client.query(APPLIED, [randomUUID(), checksum, name])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

async function repeat(client: Client, statement: string, tell: (progress: string) => void): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ progress: string | null }>(statement)
    const progress = rows[0]?.progress ?? null
    if (progress === null) return
    tell(progress)
  }
}
