import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openScratch } from '@/lib/db/testing/open-scratch'

// It fills the first workspace there is, so it needs a database of its own.
const scratch = await openScratch()
for (const [name, value] of Object.entries(scratch.env)) vi.stubEnv(name, value)
vi.resetModules()

const { closeDatabase, prisma } = await import('@/lib/db/client')
const { migrate } = await import('@/lib/db/migrations/migrate')
const { isSeeded } = await import('@/lib/db/start/seed-mark')
const { seed } = await import('./seed')

beforeAll(async () => {
  await migrate(scratch.config)
})

afterAll(async () => {
  await closeDatabase()
  await scratch.close()
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
