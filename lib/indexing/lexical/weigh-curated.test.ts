import { expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { toDocumentWeights, toSparsevec } from '@/lib/db/index-rows'
import { readPinnedLengths } from '@/lib/db/releases/release-state'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { importModules } from '@/lib/services/imports/import-modules'
import { followDrift } from './follow-drift'

const meanwhile = vi.hoisted(() => ({ work: async (): Promise<unknown> => undefined }))
vi.mock('@/lib/give-way', async (importActual) => {
  const actual = await importActual<typeof import('@/lib/give-way')>()
  return { ...actual, giveWay: () => meanwhile.work() }
})

it('weighs what was curated between two turns of a rebuild by the words that it has then', async () => {
  const { actor, workspaceId } = await createTestWorkspace('curated-meanwhile')
  await importModules(actor, { files: [{ path: 'a.md', content: 'Herons eat frogs.' }] })
  await followDrift(workspaceId)
  await prisma.releaseState.updateMany({ where: { workspaceId }, data: { averageLength: 99, moduleAverageLength: 99 } })
  meanwhile.work = async () => {
    const data = { termIds: [7, 9], termFrequencies: [3, 1], length: 4 }
    await prisma.chunk.updateMany({ where: { workspaceId }, data })
    await prisma.moduleIndex.updateMany({ where: { workspaceId }, data })
  }
  await followDrift(workspaceId)
  const lengths = await readPinnedLengths(prisma, workspaceId)
  const counts = { ids: Int32Array.of(7, 9), frequencies: Float32Array.of(3, 1) }
  const readTerms = (table: 'Chunk' | 'ModuleIndex') =>
    prisma.$queryRawUnsafe<{ terms: string }[]>(
      `SELECT "terms"::text AS terms FROM "${table}" WHERE "workspaceId" = $1`,
      workspaceId,
    )
  const idsOf = (terms: string) => terms.match(/\d+(?=:)/g)
  for (const [table, average] of [
    ['Chunk', lengths.averageLength],
    ['ModuleIndex', lengths.moduleAverageLength],
  ] as const) {
    const [row] = await readTerms(table)
    expect(idsOf(row!.terms)).toEqual(idsOf(toSparsevec(toDocumentWeights(counts, 4, average))))
  }
})
