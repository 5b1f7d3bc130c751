import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { getOverlay } from '@/lib/services/chunk-overlays/get-overlay'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { createModule } from '@/lib/services/modules/create-module'
import { listChunks } from '@/lib/services/modules/list-chunks'

const SUBJECTS = ['hammer', 'chisel', 'anvil', 'tongs', 'lathe', 'gouge', 'clamp', 'plane', 'mallet', 'vice']

let actor: Actor
let workspaceId: string

beforeAll(async () => {
  const workspace = await createTestWorkspace('curate-few')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  const paragraph = (subject: string) =>
    `The ${subject} of the shop is described here, in a sentence of its own. `.repeat(15)
  const body = SUBJECTS.map((subject) => `## About ${subject}\n\n${paragraph(subject)}`).join('\n\n')
  await createModule(actor, { id: 'tools', name: 'Tools', body })
})

type Vector = { ordinal: number; row: string; embedding: string }

const readVectors = () =>
  prisma.$queryRaw<Vector[]>`
    SELECT "ordinal", xmin::text AS row, "embedding"::text FROM "ChunkEmbedding"
    WHERE "workspaceId" = ${workspaceId} ORDER BY "ordinal"`

/** Curates the chunk about a subject, and says of which chunks other rows hold the vectors then. */
async function curate(subject: string, change: { isExcluded?: boolean; keywords?: string[] }) {
  const before = new Map((await readVectors()).map((vector) => [vector.ordinal, vector]))
  const { items } = await listChunks(actor, { id: 'tools' })
  const chunk = items.find(({ text }) => text.includes(subject))!
  const { version } = await getOverlay(actor, { id: 'tools' })
  const anchor = { headingPath: chunk.headingPath, text: chunk.text }
  await saveOverlay(actor, { id: 'tools', entries: [{ anchor, ...change }], baseVersion: version })
  const after = await readVectors()
  const written = after.filter(({ ordinal, row }) => before.get(ordinal)?.row !== row).map(({ ordinal }) => ordinal)
  return { before, after, written }
}

/** What is counted of the chunks, and what there is. */
async function expectCounted(): Promise<void> {
  const [counted] = await prisma.$queryRaw<object[]>`
    SELECT "chunkCount", "totalLength", "termIds", "termChunks" FROM "ChunkedVersion" WHERE "workspaceId" = ${workspaceId}`
  const [there] = await prisma.$queryRaw<object[]>`
    WITH chunk AS (SELECT * FROM "Chunk" WHERE "workspaceId" = ${workspaceId}),
      term AS (SELECT t.id, count(*)::int AS chunks FROM chunk CROSS JOIN unnest("termIds") AS t(id) GROUP BY t.id)
    SELECT (SELECT count(*)::int FROM chunk) AS "chunkCount", (SELECT sum(round("length")) FROM chunk) AS "totalLength",
      ARRAY(SELECT id FROM term ORDER BY id) AS "termIds", ARRAY(SELECT chunks FROM term ORDER BY id) AS "termChunks"`
  expect(counted).toEqual(there)
}

it('writes the vectors of the chunks that change, and leaves the others', async () => {
  const { before, after, written } = await curate('lathe', { keywords: ['turning'] })
  expect(before.size).toBeGreaterThanOrEqual(SUBJECTS.length)
  expect(written).toHaveLength(1)
  expect(after.map(({ ordinal }) => ordinal)).toEqual([...before.keys()])
  await expectCounted()
})

it('takes the vector of an excluded chunk away, and of its neighbors writes those that changed', async () => {
  const { before, after, written } = await curate('lathe', { isExcluded: true })
  expect(after).toHaveLength(before.size - 1)
  expect(written.length).toBeLessThan(6)
  await expectCounted()
  const back = await curate('lathe', { isExcluded: false, keywords: ['turning'] })
  expect(back.after).toHaveLength(before.size)
  await expectCounted()
})

it('writes those that are missing as well', async () => {
  const chunks = await prisma.chunk.count({ where: { workspaceId } })
  await prisma.moduleEmbedding.deleteMany({ where: { workspaceId } })
  await prisma.chunkEmbedding.deleteMany({ where: { workspaceId, ordinal: { gt: 6 } } })
  const { after } = await curate('anvil', { keywords: ['smithy'] })
  expect(after).toHaveLength(chunks)
  expect(await prisma.moduleEmbedding.count({ where: { workspaceId } })).toBe(1)
})

it('writes all where their module has a share in them', async () => {
  await prisma.embeddingIndex.updateMany({ where: { workspaceId }, data: { parentShare: 0.3 } })
  const { before, written } = await curate('anvil', { keywords: ['forge'] })
  expect(written).toHaveLength(before.size)
})
