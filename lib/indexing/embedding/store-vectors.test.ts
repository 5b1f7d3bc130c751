import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { importModules } from '@/lib/services/imports/import-modules'
import { type EmbeddingIndexRow, INDEX_SELECT, IndexGone, readLiveIndexes } from './embedding-index'
import { storeVectors, VECTORS_AT_ONCE } from './store-vectors'

const PARTS = 2 * VECTORS_AT_ONCE + 100
const LARGE = { moduleId: 'large', version: 1 }
const SMALL = { moduleId: 'small', version: 1 }

let workspaceId: string
let large: Awaited<ReturnType<typeof readVersion>>
let serving: EmbeddingIndexRow
let building: EmbeddingIndexRow
let small: Awaited<ReturnType<typeof readVersion>>

beforeAll(async () => {
  const workspace = await createTestWorkspace('store-vectors')
  workspaceId = workspace.workspaceId
  const parts = Array.from(
    { length: PARTS },
    (_, i) => `## Part ${i}\n\n${`Owl ${i} hunts voles by night. `.repeat(12)}`,
  )
  const files = [
    { path: 'large.md', content: `# Large\n\n${parts.join('\n\n')}` },
    { path: 'small.md', content: '# Small\n\nHerons eat frogs.' },
  ]
  await importModules(workspace.actor, { files })
  large = await readVersion(LARGE)
  small = await readVersion(SMALL)
  expect(large.ordinals.length).toBeGreaterThan(2 * VECTORS_AT_ONCE)
  serving = (await readLiveIndexes(prisma, workspaceId)).active
  const data = { workspaceId, id: 'emb_new', kind: 'hash', modelName: 'hash-256@1', status: 'building' }
  building = await prisma.embeddingIndex.create({ data, select: INDEX_SELECT })
}, 60_000)

async function readVersion(key: { moduleId: string; version: number }) {
  const where = { workspaceId, ...key }
  const chunks = await prisma.chunk.findMany({ where, select: { ordinal: true }, orderBy: { ordinal: 'asc' } })
  const select = { overlayVersion: true, preparedBy: true }
  const read = await prisma.moduleIndex.findFirstOrThrow({ where, select })
  return { ...key, ...read, ordinals: chunks.map(({ ordinal }) => ordinal) }
}

const withVectors = ({ ordinals, ...version }: typeof large, indexId: string) => ({
  ...version,
  vectors: [{ indexId, chunks: ordinals.map((ordinal) => ({ ordinal, embedding: [0.6, 0.8] })), module: [1, 0] }],
})

/** Vectors of chunks by the transaction that stored them. */
async function readPieces(model: string): Promise<number[]> {
  const rows = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "ChunkEmbedding" WHERE "workspaceId" = ${workspaceId} AND "model" = ${model}
    GROUP BY xmin::text ORDER BY 1 DESC`
  return rows.map(({ count }) => count)
}

const readMarks = (model: string) => prisma.moduleEmbedding.count({ where: { workspaceId, model } })

it('stores those of an index that is being built a thousand at a time', async () => {
  await storeVectors(building, [withVectors(large, 'pieces'), withVectors(small, 'pieces')])
  const pieces = await readPieces('pieces')
  expect(Math.max(...pieces)).toBe(VECTORS_AT_ONCE)
  expect(pieces.reduce((sum, count) => sum + count, 0)).toBe(large.ordinals.length + small.ordinals.length)
  expect(await readMarks('pieces')).toBe(2)
})

it('stores those of an index that serves a version at a time', async () => {
  await storeVectors(serving, [withVectors(large, 'serves')])
  expect(await readPieces('serves')).toEqual([large.ordinals.length])
  await storeVectors(serving, [withVectors(large, 'two'), withVectors(small, 'two')])
  expect(await readPieces('two')).toEqual([large.ordinals.length, small.ordinals.length])
})

it('does not take a version for complete that was cut off between two pieces, and completes it', async () => {
  const ordinals = large.ordinals.with(VECTORS_AT_ONCE, large.ordinals.length)
  await expect(storeVectors(building, [withVectors({ ...large, ordinals }, 'cut')])).rejects.toThrow()
  expect(await readPieces('cut')).toEqual([VECTORS_AT_ONCE])
  expect(await readMarks('cut')).toBe(0)
  await storeVectors(building, [withVectors(large, 'cut')])
  const pieces = await readPieces('cut')
  expect(pieces.reduce((sum, count) => sum + count, 0)).toBe(large.ordinals.length)
  expect(await readMarks('cut')).toBe(1)
})

it('stores nothing of a version that was prepared anew since it was read', async () => {
  const where = { workspaceId_moduleId_version: { workspaceId, ...SMALL } }
  await prisma.moduleIndex.update({ where, data: { preparedBy: 'other rules' } })
  await storeVectors(building, [withVectors(small, 'anew'), withVectors(large, 'anew')])
  const pieces = await readPieces('anew')
  expect(pieces.reduce((sum, count) => sum + count, 0)).toBe(large.ordinals.length)
  expect(await readMarks('anew')).toBe(1)
})

it('stores nothing for who has lost the index to another', async () => {
  for (const index of [building, serving]) {
    const stale = { ...index, claimedBy: 'run_lost' }
    await expect(storeVectors(stale, [withVectors(large, 'lost')])).rejects.toBeInstanceOf(IndexGone)
  }
  expect(await readPieces('lost')).toEqual([])
})
