import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '@/lib/db/embedded/start-embedded'
import { diffSchema } from '@/lib/db/migrations/diff-schema'
import { MIGRATIONS_FOLDER, readMigrations } from '@/lib/db/migrations/migration-list'

/**
 * `npm run db:migration -- NAME` writes the migration from the existing ones to prisma/schema;
 * `--squash` replaces all of them by one (before the first release only). What Prisma's schema language cannot say
 * (see prisma/beyond-schema.sql) is appended by `--squash`, and by hand otherwise.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { squash: { type: 'boolean' } }, allowPositionals: true })
  const name = positionals[0] ?? (values.squash ? 'init' : undefined)
  if (!name) throw new Error('Name the migration: npm run db:migration -- add_something')
  const migrations = values.squash ? [] : readMigrations()
  const scratch = mkdtempSync(join(tmpdir(), 'loadout-migration-'))
  const database = await startEmbedded(scratch, 'socket')
  try {
    const script = await diffSchema(database.config, migrations)
    if (script === null) {
      console.log('Schema and migrations already agree.')
      return
    }
    if (values.squash) rmSync(MIGRATIONS_FOLDER, { recursive: true, force: true })
    const stamp = values.squash ? '20260101000000' : new Date().toISOString().replace(/\D/g, '').slice(0, 14)
    const folder = join(MIGRATIONS_FOLDER, `${stamp}_${name}`)
    mkdirSync(folder, { recursive: true })
    const parts = values.squash
      ? ['CREATE EXTENSION IF NOT EXISTS vector;\n', script, readFileSync('prisma/beyond-schema.sql', 'utf8')]
      : [script]
    writeFileSync(join(folder, 'migration.sql'), parts.join('\n'))
    writeFileSync(join(MIGRATIONS_FOLDER, 'migration_lock.toml'), 'provider = "postgresql"\n')
    console.log(`Wrote ${folder}/migration.sql`)
  } finally {
    await database.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
}

await main()
