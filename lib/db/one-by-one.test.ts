import { afterEach, expect, it, vi } from 'vitest'
import { prisma } from './client'
import { createTestWorkspace } from './testing/create-test-workspace'

const warn = vi.spyOn(process, 'emitWarning')
const warned = () => warn.mock.calls.filter(([message]) => String(message).includes('already executing a query'))

afterEach(() => warn.mockClear())

it('gives the connection of a transaction one statement after the other', async () => {
  const { workspaceId } = await createTestWorkspace('one-by-one')
  const id = { where: { id: workspaceId } }
  const { row, names } = await prisma.$transaction(async (tx) => {
    const include = { members: true, state: true, settings: true, progress: true, releases: true, embeddings: true }
    const row = await tx.organization.findUniqueOrThrow({ ...id, include })
    const names = await Promise.all(Array.from({ length: 5 }, () => tx.organization.findUniqueOrThrow(id)))
    return { row, names: names.map(({ name }) => name) }
  })
  expect(row).toMatchObject({ members: [], releases: [{ id: 'production' }], state: { workspaceId } })
  expect(names).toEqual(Array(5).fill('one-by-one'))
  expect(warned()).toEqual([])
})

it('goes on after a statement that fails', async () => {
  const statuses: string[] = []
  const failing = prisma.$transaction(async (tx) => {
    const all = await Promise.allSettled([tx.$queryRaw`SELECT no`, tx.$queryRaw`SELECT 1`, tx.$queryRaw`SELECT 2`])
    statuses.push(...all.map(({ status }) => status))
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  expect(statuses).toContain('rejected')
  expect(await prisma.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }])
})
