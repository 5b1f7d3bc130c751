import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

// It fills the first workspace there is, so it needs a database of its own.
const folder = mkdtempSync(join(tmpdir(), 'loadout-seed-'))
vi.stubEnv('LOADOUT_DATA_DIR', folder)
vi.resetModules()

const { closeDatabase, prisma } = await import('@/lib/db/client')
const { startEmbedded } = await import('@/lib/db/embedded/start-embedded')
const { migrate } = await import('@/lib/db/migrations/migrate')
const { isSeeded } = await import('@/lib/db/seed-mark')
const { seed } = await import('./seed')

let stop = async () => {}

beforeAll(async () => {
  const database = await startEmbedded(folder, 'socket')
  stop = () => database.stop()
  await migrate(database.config)
})

afterAll(async () => {
  await closeDatabase()
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('the first start', () => {
  it('fills a workspace with the sample library, once', async () => {
    const results = await seed()
    expect(results.length).toBeGreaterThanOrEqual(30)
    expect(results.filter(({ status, problems }) => status !== 'created' || problems.length > 0)).toEqual([])
    expect(await isSeeded()).toBe(true)
    expect(await seed()).toEqual([])
    const first = await prisma.organization.findFirst({ orderBy: { createdAt: 'asc' }, select: { id: true } })
    const entries = await prisma.releaseEntry.count({ where: { workspaceId: first?.id } })
    expect(entries).toBe(results.length)
  })
})
