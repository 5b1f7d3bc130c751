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

/**
 * Applies migrations in order, each in one transaction with its line of the history: a process that is killed, or a script
 * that fails, leaves nothing of the one that it was at.
 * @throws Error of the database, with the name of the migration
 */
export async function applyMigrations(config: PoolConfig, migrations: Migration[]): Promise<void> {
  // a migration of much data takes its time
  const client = new Client({ ...config, query_timeout: undefined, statement_timeout: 0 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(HISTORY)
    for (const migration of migrations) await apply(client, migration)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function apply(client: Client, { name, script, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(script)
    await client.query(APPLIED, [randomUUID(), checksum, name])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}
