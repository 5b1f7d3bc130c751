import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SCHEMA_FOLDER = 'prisma/schema'
export const MIGRATIONS_FOLDER = 'prisma/migrations'

export type Migration = {
  name: string
  script: string
  checksum: string
  /** Of texts that it had before, and that led to the same. */
  earlierChecksums?: string[]
}

const EARLIER = /^-- Had the checksum ([0-9a-f]{64}) /gm

/** The files of the schema, each with its text. */
export function readSchema(): [path: string, text: string][] {
  return readdirSync(SCHEMA_FOLDER)
    .sort()
    .map((name) => [name, readFileSync(join(SCHEMA_FOLDER, name), 'utf8')])
}

/** The migrations in the order in which they are applied; `upTo` leaves out those after the named one. */
export function readMigrations(folder = MIGRATIONS_FOLDER, upTo?: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (upTo === undefined || entry.name <= upTo))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const script = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      const earlierChecksums = [...script.matchAll(EARLIER)].map(([, checksum = '']) => checksum)
      return { name, script, checksum: createHash('sha256').update(script).digest('hex'), earlierChecksums }
    })
}

/** The list in the form that Prisma's engine takes. */
export function toMigrationList(migrations: Migration[]) {
  return {
    baseDir: MIGRATIONS_FOLDER,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: 'CREATE EXTENSION IF NOT EXISTS vector;',
    migrationDirectories: migrations.map(({ name, script }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: script } },
    })),
  }
}

export const NO_FILTERS = { externalTables: [], externalEnums: [] }
