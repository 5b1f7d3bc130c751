import { describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { isSeeded } from '@/lib/db/seed-mark'
import { seed } from './seed'

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
