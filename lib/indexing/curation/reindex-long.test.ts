import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { CHUNKS_AT_ONCE } from '@/lib/db/versions/chunks-ahead'
import { openEmbedder } from '@/lib/indexing/embedding/open-embedder'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import type { Actor } from '@/lib/services/actor'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { createModule } from '@/lib/services/modules/create-module'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { searchModules } from '@/lib/services/search/search-modules'
import { reindexModule } from './reindex-module'
import { reindexModules } from './reindex-modules'

/** Chunks of each transaction that is begun; those behind the first of `stopAfter` fail. `meanwhile` comes before the next. */
const turns = vi.hoisted(() => ({
  begun: [] as number[],
  stopAfter: Number.POSITIVE_INFINITY,
  meanwhile: async () => {},
}))

vi.mock('@/lib/indexing/turns/store-in-turn', async (importOriginal) => {
  const actual = await importOriginal<typeof import('@/lib/indexing/turns/store-in-turn')>()
  const storeInTurn: typeof actual.storeInTurn = async (turn, work) => {
    if (turns.begun.push(turn.chunks) > turns.stopAfter) throw new Error('killed')
    const { meanwhile } = turns
    turns.meanwhile = async () => {}
    await meanwhile()
    return actual.storeInTurn(turn, work)
  }
  return { ...actual, storeInTurn }
})

vi.mock('@/lib/indexing/embedding/open-embedder', { spy: true })

const PARTS = 2 * CHUNKS_AT_ONCE + 50

let actor: Actor
let workspaceId: string
let total: number

beforeAll(async () => {
  const workspace = await createTestWorkspace('reindex-long')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  const part = (_: unknown, i: number) => `## Part ${i}\n\n${`The owl ${i} hunts voles by night. `.repeat(12)}`
  await createModule(actor, { id: 'owls', name: 'Owls', body: Array.from({ length: PARTS }, part).join('\n\n') })
  total = await prisma.chunk.count({ where: { workspaceId } })
  expect(total).toBeGreaterThan(2 * CHUNKS_AT_ONCE)
})

/** As an older Loadout prepared it: its text, and its first chunks, or the terms of all. */
async function prepareOlder({ differing = 0, termsVersion }: { differing?: number; termsVersion?: number } = {}) {
  await prisma.chunk.updateMany({
    where: { workspaceId, ordinal: { lt: differing } },
    data: { contentHash: 'of older rules' },
  })
  const data = { preparedBy: 'older rules', ...(termsVersion === undefined ? {} : { termsVersion }) }
  await prisma.moduleIndex.updateMany({ where: { workspaceId }, data })
}

type Rows = Map<number, string>

/** The row of each chunk, and of its vector, as they were written. */
async function readRows(): Promise<{ chunks: Rows; vectors: Rows }> {
  type Row = { ordinal: number; row: string }
  const chunks = await prisma.$queryRaw<Row[]>`
    SELECT "ordinal", xmin::text AS "row" FROM "Chunk" WHERE "workspaceId" = ${workspaceId}`
  const vectors = await prisma.$queryRaw<Row[]>`
    SELECT "ordinal", xmin::text AS "row" FROM "ChunkEmbedding" WHERE "workspaceId" = ${workspaceId}`
  const toMap = (rows: Row[]) => new Map(rows.map(({ ordinal, row }) => [ordinal, row]))
  return { chunks: toMap(chunks), vectors: toMap(vectors) }
}

const written = (before: Rows, after: Rows) =>
  [...after.keys()].filter((key) => after.get(key) !== before.get(key)).toSorted((a, b) => a - b)

/** All is prepared by today's rules, and what is counted is what is there. */
async function expectWhole(): Promise<void> {
  const where = { workspaceId, moduleId: 'owls', version: 1 }
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))
  expect(await prisma.chunkedVersion.findFirst({ where })).toMatchObject({ chunkCount: total })
  expect(await prisma.chunkEmbedding.count({ where })).toBe(total)
  expect(await prisma.moduleEmbedding.count({ where })).toBe(1)
  expect(await prisma.chunk.count({ where: { ...where, contentHash: 'of older rules' } })).toBe(0)
  expect(await prisma.moduleIndex.count({ where: { ...where, preparedBy: 'older rules' } })).toBe(0)
}

const found = async (query: string) => (await searchModules(actor, { query })).results.map(({ chunkId }) => chunkId)

beforeEach(() => {
  turns.begun = []
  turns.stopAfter = Number.POSITIVE_INFINITY
})

it('writes none of the chunks that newer rules leave as they are', async () => {
  await prepareOlder({ differing: 7 })
  const before = await readRows()
  await reindexModules(workspaceId)
  const after = await readRows()
  expect(turns.begun).toEqual([7])
  expect(written(before.chunks, after.chunks)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(written(before.vectors, after.vectors)).toEqual([0, 1, 2, 3, 4, 5, 6])
  await expectWhole()
})

it('writes the chunks of a long text piece by piece, and goes on where it was cut off', async () => {
  await prepareOlder({ differing: total })
  turns.stopAfter = 1
  await expect(reindexModules(workspaceId)).rejects.toThrow('killed')
  expect(turns.begun).toEqual([CHUNKS_AT_ONCE, CHUNKS_AT_ONCE])
  // nothing is lost, and what is counted is what is there
  expect(await found('owl 20 hunts voles')).toContainEqual(expect.stringMatching(/^owls@1#/))
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))
  expect(await prisma.chunk.count({ where: { workspaceId } })).toBe(total)
  const before = await readRows()

  turns.begun = []
  turns.stopAfter = Number.POSITIVE_INFINITY
  await reindexModules(workspaceId)
  expect(turns.begun).toEqual([CHUNKS_AT_ONCE, total - 2 * CHUNKS_AT_ONCE])
  expect(written(before.chunks, (await readRows()).chunks)).toHaveLength(total - CHUNKS_AT_ONCE)
  await expectWhole()
})

it('makes the vectors of all chunks where it was cut off while the model did not answer', async () => {
  await prepareOlder({ differing: total })
  turns.stopAfter = 1
  vi.mocked(openEmbedder).mockRejectedValueOnce(new Error('the model does not answer'))
  await expect(reindexModules(workspaceId)).rejects.toThrow('killed')
  turns.stopAfter = Number.POSITIVE_INFINITY
  await reindexModules(workspaceId)
  await expectWhole()
})

it('puts chunks that are cut otherwise in the place of the others at once', async () => {
  const where = { workspaceId, ordinal: { gte: total - 3 } }
  await prisma.chunk.updateMany({ where, data: { endOffset: { increment: -1 }, contentHash: 'of older rules' } })
  await prepareOlder({ differing: CHUNKS_AT_ONCE + 10 })
  const before = await readRows()
  await reindexModules(workspaceId)
  expect(turns.begun).toEqual([CHUNKS_AT_ONCE + 13])
  expect(written(before.chunks, (await readRows()).chunks)).toHaveLength(CHUNKS_AT_ONCE + 13)
  await expectWhole()
})

it('curates a long text of older rules after it was prepared anew piece by piece', async () => {
  const { items } = await listChunks(actor, { id: 'owls' })
  const { headingPath, text } = items[10]!
  await prepareOlder({ differing: total, termsVersion: 0 })
  const entries = [{ anchor: { headingPath, text }, keywords: ['barn'] }]
  await saveOverlay(actor, { id: 'owls', entries, baseVersion: 0 })
  expect(turns.begun).toEqual([CHUNKS_AT_ONCE, CHUNKS_AT_ONCE, total - 2 * CHUNKS_AT_ONCE, 1])
  expect((await found('barn'))[0]).toBe(items[10]!.chunkId)
  await expectWhole()
})

it('is curated as it is cut where it is prepared anew meanwhile', async () => {
  const { headingPath, text } = (await listChunks(actor, { id: 'owls' })).items[0]!
  await prepareOlder({ differing: 1 })
  turns.meanwhile = () => reindexModules(workspaceId)
  const entries = [{ anchor: { headingPath, text }, keywords: ['tawny'] }]
  const baseVersion = await prisma.overlayVersion.count({ where: { workspaceId } })
  await saveOverlay(actor, { id: 'owls', entries, baseVersion })
  // in vain, by the other, and on what that made
  expect(turns.begun).toHaveLength(3)
  await expectWhole()
})

it('is prepared anew once where two do it at the same time', async () => {
  // its old cut ended earlier
  await prisma.chunk.deleteMany({ where: { workspaceId, ordinal: { gte: total - 3 } } })
  await prepareOlder()
  const reindex = () => reindexModule({ workspaceId, moduleId: 'owls', version: 1 }, [])
  turns.meanwhile = async () => expect(await reindex()).toBe(true)
  expect(await reindex()).toBe(true)
  expect(turns.begun).toEqual([3, 3])
  expect(await prisma.chunk.count({ where: { workspaceId } })).toBe(total)
})
