import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'

// its own database: others' tests need none whose migrations look unfinished
const folder = mkdtempSync(join(tmpdir(), 'loadout-prepared-'))
vi.stubEnv('LOADOUT_DATA_DIR', folder)
vi.stubEnv('DATABASE_URL', '')
vi.resetModules()

const { closeDatabase, databasePool } = await import('@/lib/db/client')
const { startEmbedded } = await import('@/lib/db/embedded/start-embedded')
const { markSeeded } = await import('./seed-mark')
const { listPending } = await import('@/lib/db/migrations/migrate')
const { untilPrepared } = await import('./until-prepared')

let database: Awaited<ReturnType<typeof startEmbedded>>
beforeAll(async () => {
  cpSync(inject('preparedFolder'), folder, { recursive: true })
  database = await startEmbedded(folder)
})
afterAll(async () => {
  await closeDatabase()
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('waits for a migration that is under way, and for what comes after it', async () => {
  const last = '(SELECT max(migration_name) FROM _prisma_migrations)'
  await databasePool().query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = ${last}`)
  await expect(listPending(database.config)).rejects.toThrow(/failed half-way/)
  let isThrough = false
  const waiting = untilPrepared().then(() => {
    isThrough = true
  })
  // it asks by connections of its own, which are answered in turn: several of ours, and it has looked
  for (let count = 0; count < 20; count++) await listPending(database.config).catch(() => undefined)
  expect(isThrough).toBe(false)
  await databasePool().query(`UPDATE _prisma_migrations SET finished_at = now() WHERE migration_name = ${last}`)
  for (let count = 0; count < 20; count++) await listPending(database.config)
  expect(isThrough).toBe(false)
  await markSeeded()
  await waiting
  expect(isThrough).toBe(true)
})
