import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from '../embedded/start-embedded'
import { diffSchema } from './diff-schema'
import { migrate } from './migrate'
import { readMigrations } from './migration-list'

const folder = mkdtempSync(join(tmpdir(), 'loadout-migrate-'))
let scratch: EmbeddedDatabase
beforeAll(async () => {
  scratch = await startEmbedded(folder, 'socket')
})
afterAll(async () => {
  await scratch.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function inScratch<Row extends Record<string, unknown>>(sql: string): Promise<Row[]> {
  const client = new Client(scratch.config)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

async function emptyScratch(): Promise<void> {
  await inScratch('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
}

describe('migrations', () => {
  it('lead exactly to prisma/schema.prisma (else: npm run db:migration -- NAME)', async () => {
    await emptyScratch()
    await inScratch('CREATE EXTENSION IF NOT EXISTS vector')
    expect(await diffSchema(scratch.config, readMigrations())).toBeNull()
  })

  it('are written into the history and applied once', async () => {
    await emptyScratch()
    const names = readMigrations().map((migration) => migration.name)
    expect(await migrate(scratch.config)).toEqual(names)
    expect(await migrate(scratch.config)).toEqual([])
    const history = await inScratch<{ migration_name: string }>('SELECT migration_name FROM _prisma_migrations')
    expect(history.map((row) => row.migration_name)).toEqual(names)
  })

  it('keep the data when the last one is applied to a database of the version before', async () => {
    await emptyScratch()
    const migrations = readMigrations()
    const before = migrations.length > 1 ? migrations.slice(0, -1) : migrations
    await migrate(scratch.config, before)
    await inScratch(`INSERT INTO "Organization" (id, name, slug) VALUES ('w1', 'Kept', 'kept')`)
    await inScratch(`INSERT INTO "Module" ("workspaceId", id, "updatedAt") VALUES ('w1', 'm1', now())`)
    await migrate(scratch.config, migrations)
    expect(
      await inScratch('SELECT o.name, m.id FROM "Organization" o JOIN "Module" m ON m."workspaceId" = o.id'),
    ).toEqual([{ name: 'Kept', id: 'm1' }])
  })

  it('refuse a database that is newer, or whose history differs', async () => {
    await emptyScratch()
    const migrations = readMigrations()
    await migrate(scratch.config, migrations)
    await expect(migrate(scratch.config, [])).rejects.toThrow(/newer Loadout/)
    const edited = migrations.map((migration) => ({ ...migration, checksum: 'other' }))
    await expect(migrate(scratch.config, edited)).rejects.toThrow(/was edited/)
  })
})
