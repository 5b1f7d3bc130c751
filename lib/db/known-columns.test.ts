import { expect, test } from 'vitest'
import { prisma } from './client'

const where = { workspaceId: 'nobody' }

test('columns that a model does not have are refused by the type check, and when the query runs', async () => {
  const queries = [
    // @ts-expect-error data
    () => prisma.embeddingIndex.updateMany({ where, data: { status: 'active', fittedAt: null } }),
    // @ts-expect-error where
    () => prisma.embeddingIndex.count({ where: { ...where, fittedAt: null } }),
    // @ts-expect-error select
    () => prisma.embeddingIndex.findMany({ where, select: { id: true, fittedAt: true } }),
    // @ts-expect-error each row
    () => prisma.policy.createMany({ data: [{ ...where, id: 'none', name: 'None', fittedAt: null }] }),
  ]
  for (const query of queries) await expect(query()).rejects.toThrow(/Unknown (argument|field) `fittedAt`/)
})
