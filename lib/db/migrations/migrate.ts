import { Client, type PoolConfig } from 'pg'
import { StartError } from '../embedded/start-error'
import { applyMigrations } from './apply-migrations'
import { type Migration, readMigrations } from './migration-list'
import { refuseUnsuited } from './refuse-unsuited'

type Applied = { migration_name: string; checksum: string; finished_at: Date | null; rolled_back_at: Date | null }

/**
 * Brings the database up to the migrations of this checkout; returns the names of those that it applied.
 * @param tell how far one is that works on much data
 * @throws StartError when the database cannot be reached, is newer than this checkout, or a migration failed.
 */
export async function migrate(
  config: PoolConfig,
  migrations: Migration[] = readMigrations(),
  tell?: (progress: string) => void,
): Promise<string[]> {
  const pending = await listPending(config, migrations)
  if (pending.length === 0) return []
  try {
    await applyMigrations(config, pending, tell)
    return pending.map(({ name }) => name)
  } catch (error) {
    throw new StartError(`A database migration failed, and nothing of it was kept: ${messageOf(error)}`)
  }
}

/** The migrations that the database lacks. @throws StartError like `migrate`. */
export async function listPending(
  config: PoolConfig,
  migrations: Migration[] = readMigrations(),
): Promise<Migration[]> {
  return pendingOf(migrations, await readApplied(config))
}

async function readApplied(config: PoolConfig): Promise<Applied[]> {
  const client = new Client(config)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await refuseUnsuited(client)
    const { rows } = await client.query<{ found: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`,
    )
    if (!rows[0]?.found) return []
    const history = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations ORDER BY started_at',
    )
    return history.rows.filter((row) => row.rolled_back_at === null)
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`The database cannot be reached: ${messageOf(error)}. Check DATABASE_URL.`)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function pendingOf(migrations: Migration[], applied: Applied[]): Migration[] {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const migration = byName.get(row.migration_name)
    if (!migration)
      throw new StartError(
        `The database was made by a newer Loadout (it has migration ${row.migration_name}): update this checkout.`,
      )
    if (row.finished_at === null)
      throw new StartError(
        `Migration ${row.migration_name} failed half-way earlier: restore the database from a backup, or repair it and mark it with "prisma migrate resolve".`,
      )
    if (row.checksum !== migration.checksum && !migration.earlierChecksums?.includes(row.checksum))
      throw new StartError(
        `Migration ${row.migration_name} was edited after this database applied it: restore the file, or start with an empty data folder.`,
      )
  }
  const done = new Set(applied.map((row) => row.migration_name))
  return migrations.filter((migration) => !done.has(migration.name))
}

/** Connecting to a name with two addresses fails with an AggregateError, whose own message is empty. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return messageOf(error.errors[0])
  return error instanceof Error && error.message ? error.message : String(error)
}
