import { beforeAll, expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { CHUNKS_AT_ONCE, claimNumber } from '@/lib/db/versions/chunks-ahead'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { createComposition } from '@/lib/services/compose/create-composition'
import { replayComposition } from '@/lib/services/compose/replay-composition'
import { createModule } from '@/lib/services/modules/create-module'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { getModule } from '@/lib/services/modules/get-module'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { listModules } from '@/lib/services/modules/list-modules'
import { listVersions } from '@/lib/services/modules/list-versions'
import { publishModule } from '@/lib/services/modules/publish-module'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { searchModules } from '@/lib/services/search/search-modules'
import { readVersionChunks } from './read-version-chunks'
import { removeLeftChunks } from './remove-left-chunks'

const pieces = vi.hoisted(() => ({ mayGoOn: Promise.resolve() }))

vi.mock('@/lib/indexing/turns/store-in-turn', async (importOriginal) => {
  const actual = await importOriginal<typeof import('@/lib/indexing/turns/store-in-turn')>()
  const storeInTurn: typeof actual.storeInTurn = async (turn, work) => {
    const result = await actual.storeInTurn(turn, work)
    if (turn.chunks > 0) await pieces.mayGoOn
    return result
  }
  return { ...actual, storeInTurn }
})

const PARTS = 2 * CHUNKS_AT_ONCE + 50

let actor: Awaited<ReturnType<typeof createTestWorkspace>>['actor']
let workspaceId: string

const longText = (word: string) => {
  const part = (_: unknown, i: number) => `## Part ${i}\n\n${`The ${word} ${i} hunts voles by night. `.repeat(12)}`
  return Array.from({ length: PARTS }, part).join('\n\n')
}
const source = (id: string, word: string) => `---\nid: ${id}\nname: ${id}\n---\n\n${longText(word)}`
const short = (id: string, word: string) => `---\nid: ${id}\nname: ${id}\n---\n\nA ${word} eats frogs.`

beforeAll(async () => {
  const workspace = await createTestWorkspace('chunks-ahead')
  workspaceId = workspace.workspaceId
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  await createModule(actor, { source: short('herons', 'heron') })
})

/** Chunks of a number by the transaction that stored them. */
async function readPieces(moduleId: string, version: number): Promise<number[]> {
  const rows = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Chunk"
    WHERE "workspaceId" = ${workspaceId} AND "moduleId" = ${moduleId} AND "version" = ${version}::int
    GROUP BY xmin::text ORDER BY 1 DESC`
  return rows.map(({ count }) => count)
}

const readClaimed = () =>
  prisma.chunkedVersion.findMany({
    where: { workspaceId, claimedBy: { not: null } },
    select: { moduleId: true, version: true, chunkCount: true },
  })

/** Resolves while the chunks of a module are being stored ahead. */
const untilAhead = (moduleId: string) =>
  vi.waitFor(
    async () => {
      const claimed = (await readClaimed()).filter((row) => row.moduleId === moduleId && row.chunkCount > 0)
      expect(claimed).not.toEqual([])
    },
    { timeout: 30_000, interval: 5 },
  )

/** All that is counted is what is there, and each chunk of the newest version has its vector. */
async function expectWhole(moduleId: string, version: number): Promise<void> {
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))
  const where = { workspaceId, moduleId, version }
  const { items } = await listChunks(actor, { id: moduleId })
  expect(await prisma.chunkEmbedding.count({ where })).toBe(items.length)
  expect(await prisma.moduleEmbedding.count({ where })).toBe(1)
  expect(await prisma.chunkedVersion.findFirst({ where })).toMatchObject({
    chunkCount: items.length,
    claimedBy: null,
    averageLength: (await prisma.releaseState.findFirstOrThrow({ where: { workspaceId } })).averageLength,
  })
}

const found = async (query: string) => (await searchModules(actor, { query })).results.map(({ chunkId }) => chunkId)

async function edit(id: string, text: string): Promise<void> {
  const draft = await prisma.moduleDraft.findFirst({ where: { workspaceId, moduleId: id } })
  await saveDraft(actor, { id, source: text, revision: draft?.revision ?? 0 })
}

it('stores the chunks of a long text piece by piece, and nobody sees them before the version', async () => {
  let goOn = () => {}
  pieces.mayGoOn = new Promise((resolve) => {
    goOn = resolve
  })
  const creating = createModule(actor, { source: source('owls', 'owl') })
  await untilAhead('owls')
  expect(await readPieces('owls', 1)).toEqual([CHUNKS_AT_ONCE])
  expect(await found('The owl hunts')).not.toContainEqual(expect.stringMatching(/^owls/))
  expect((await listModules(actor, {})).items.map(({ id }) => id)).toEqual(['herons'])
  await expect(getModule(actor, { id: 'owls' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  goOn()
  await creating
  const stored = await readPieces('owls', 1)
  expect(Math.max(...stored)).toBe(CHUNKS_AT_ONCE)
  expect(stored.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(PARTS)
  await expectWhole('owls', 1)
  expect((await found('The owl hunts'))[0]).toMatch(/^owls@1/)
}, 60_000)

it('has one winner of two who publish a long text at once, and of a long and a short one', async () => {
  await edit('owls', source('owls', 'barn'))
  const same = await Promise.allSettled([publishModule(actor, { id: 'owls' }), publishModule(actor, { id: 'owls' })])
  // the other one finds the same text published
  expect(same.map((one) => one.status === 'fulfilled' && one.value.status).toSorted()).toEqual(['unchanged', 'updated'])
  const created = await Promise.allSettled([
    createModule(actor, { source: source('both', 'long') }),
    untilAhead('both').then(() => createModule(actor, { source: short('both', 'short') })),
  ])
  expect(created.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(await readClaimed()).toEqual([])
  await expectWhole('owls', 2)
  await expectWhole('both', 1)
}, 60_000)

/** As a process leaves it that is killed between two pieces. */
async function leaveHalf(moduleId: string, version: number, claimedUntil: Date): Promise<void> {
  const key = { workspaceId, moduleId, version }
  await prisma.$transaction((tx) => claimNumber(tx, { ...key, claimedBy: 'run_dead' }))
  const where = { workspaceId_moduleId_version: key }
  await prisma.chunkedVersion.update({ where, data: { claimedUntil, chunkCount: CHUNKS_AT_ONCE } })
  const chunk = { headingPath: ['Left'], startOffset: 0, endOffset: 4, tokenCount: 1, contentHash: 'left', length: 1 }
  const data = Array.from({ length: CHUNKS_AT_ONCE + 20 }, (_, ordinal) => ({ ...key, ...chunk, ordinal }))
  await prisma.chunk.createMany({ data })
}

it('takes no notice of what a killed process left, and removes it before a long or a short text comes there', async () => {
  for (const [word, text] of [
    ['tawny', source('owls', 'tawny')],
    ['snowy', short('owls', 'snowy')],
  ] as const) {
    const { total } = await listVersions(actor, { id: 'owls' })
    await leaveHalf('owls', total + 1, new Date(Date.now() - 1_000))
    await expect(listChunks(actor, { id: 'owls', version: total + 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await edit('owls', text)
    expect(await publishModule(actor, { id: 'owls' })).toMatchObject({ status: 'updated', version: total + 1 })
    expect((await found(`The ${word} owl`))[0]).toMatch(`owls@${total + 1}`)
    await expectWhole('owls', total + 1)
  }
}, 60_000)

it('removes in the background what was left, but not what is being stored', async () => {
  await leaveHalf('owls', 90, new Date(Date.now() - 1_000))
  await leaveHalf('owls', 91, new Date(Date.now() + 10_000))
  // a clock that was set back since
  await leaveHalf('owls', 92, new Date(Date.now() + 3_600_000))
  await removeLeftChunks(workspaceId)
  expect(await readClaimed()).toEqual([{ moduleId: 'owls', version: 91, chunkCount: CHUNKS_AT_ONCE }])
  expect(await prisma.chunk.count({ where: { workspaceId, contentHash: 'left' } })).toBe(CHUNKS_AT_ONCE + 20)
  await prisma.chunkedVersion.deleteMany({ where: { workspaceId, version: 91 } })
})

it('stores a text again whose attempt others took to be given up, or whose weights are of another length now', async () => {
  const { total } = await listVersions(actor, { id: 'owls' })
  await edit('owls', source('owls', 'eagle'))
  const publishing = publishModule(actor, { id: 'owls' })
  await untilAhead('owls')
  const where = { workspaceId, claimedBy: { not: null } }
  await prisma.chunkedVersion.updateMany({ where, data: { claimedUntil: new Date(0) } })
  await removeLeftChunks(workspaceId)
  expect(await publishing).toMatchObject({ version: total + 1 })
  await expectWhole('owls', total + 1)

  await edit('owls', source('owls', 'pygmy'))
  const again = publishModule(actor, { id: 'owls' })
  await untilAhead('owls')
  await prisma.releaseState.updateMany({ where: { workspaceId }, data: { averageLength: 7 } })
  expect(await again).toMatchObject({ version: total + 2 })
  await expectWhole('owls', total + 2)
  expect(await readClaimed()).toEqual([])
}, 60_000)

it('leaves nothing of a text whose module was deleted meanwhile, nor of the module', async () => {
  await edit('both', source('both', 'later'))
  const publishing = publishModule(actor, { id: 'both' })
  publishing.catch(() => undefined)
  await untilAhead('both')
  await deleteModule(actor, { id: 'both' })
  await expect(publishing).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await readClaimed()).toMatchObject([{ moduleId: 'both', version: 1 }])
  await removeLeftChunks(workspaceId)
  expect(await prisma.chunk.count({ where: { workspaceId, moduleId: 'both' } })).toBe(0)
  expect(await prisma.chunkedVersion.count({ where: { workspaceId, moduleId: 'both' } })).toBe(0)
  expect(await storedTerms(workspaceId)).toEqual(await recountTerms(workspaceId))
}, 60_000)

it('merges a long proposal by a copy of its chunks, and what was composed of it is still there', async () => {
  const { total } = await listVersions(actor, { id: 'owls' })
  const edits = [
    { moduleId: 'owls', source: source('owls', 'ural') },
    { moduleId: 'herons', source: short('herons', 'bittern') },
  ]
  const { number } = await createChangeRequest(actor, { title: 'Ural', edits })
  const release = await prisma.release.findFirstOrThrow({ where: { workspaceId, changeNumber: number } })
  const { version } = await prisma.moduleVersion.findFirstOrThrow({
    where: { workspaceId, moduleId: 'owls', version: { lt: 0 } },
    select: { version: true },
  })
  expect(Math.max(...(await readPieces('owls', version)))).toBe(CHUNKS_AT_ONCE)
  const composed = await createComposition(actor, { query: 'The ural owl hunts', release: release.id })
  expect(composed.text).toContain('ural')
  const proposed = await readVersionChunks({ workspaceId, moduleId: 'owls', version })

  await mergeChangeRequest(actor, { number })

  expect(Math.max(...(await readPieces('owls', total + 1)))).toBe(CHUNKS_AT_ONCE)
  expect(await readVersionChunks({ workspaceId, moduleId: 'owls', version: total + 1 })).toEqual(proposed)
  await expectWhole('owls', total + 1)
  await expectWhole('herons', 2)
  expect((await found('The ural owl hunts'))[0]).toMatch(`owls@${total + 1}`)
  expect(await replayComposition(actor, { id: composed.id })).toMatchObject({ isExact: true, redactions: [] })
  await removeLeftChunks(workspaceId)
  expect(await prisma.chunk.count({ where: { workspaceId, version: { lt: 0 } } })).toBe(0)
  expect(await prisma.chunkedVersion.count({ where: { workspaceId, version: { lt: 0 } } })).toBe(0)
}, 60_000)
