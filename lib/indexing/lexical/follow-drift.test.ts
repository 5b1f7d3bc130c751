import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { toDocumentWeights, toSparsevec } from '@/lib/db/index-rows'
import { releaseOf } from '@/lib/db/releases/release'
import { readPinnedLengths } from '@/lib/db/releases/release-state'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { CHUNKS_AT_ONCE } from '@/lib/db/versions/chunks-ahead'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { unarchiveModules } from '@/lib/services/modules/unarchive-modules'
import { followDrift } from './follow-drift'

type Weighed = { length: number; termIds: number[]; termFrequencies: number[]; terms: string }

const countsOf = (ids: number[], frequencies: number[]) => ({
  ids: Int32Array.from(ids),
  frequencies: Float32Array.from(frequencies),
})

const numbersOf = (terms: string) =>
  (terms.match(/:[\d.e-]+/g) ?? []).map((value) => Number(Number(value.slice(1)).toFixed(3)))

const expectedOf = ({ length, termIds, termFrequencies }: Weighed, averageLength: number) =>
  numbersOf(toSparsevec(toDocumentWeights(countsOf(termIds, termFrequencies), length, averageLength)))

async function expectWeightsOfAverage(workspaceId: string) {
  const where = { workspaceId_releaseId: releaseOf(workspaceId) }
  const state = await prisma.releaseState.findUniqueOrThrow({ where })
  const { revision } = await prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId } })
  const chunks = await prisma.$queryRaw<Weighed[]>`
    SELECT c."length", c."termIds", c."termFrequencies", c."terms"::text AS terms
    FROM "Chunk" c
    JOIN "ReleaseEntry" e ON e."workspaceId" = c."workspaceId" AND e."moduleId" = c."moduleId" AND e."version" = c."version"
    WHERE c."workspaceId" = ${workspaceId}`
  const modules = await prisma.$queryRaw<Weighed[]>`
    SELECT i."length", i."termIds", i."termFrequencies", i."terms"::text AS terms
    FROM "ModuleIndex" i
    JOIN "ReleaseEntry" e ON e."workspaceId" = i."workspaceId" AND e."moduleId" = i."moduleId" AND e."version" = i."version"
    WHERE i."workspaceId" = ${workspaceId}`
  for (const row of chunks) expect(numbersOf(row.terms)).toEqual(expectedOf(row, state.averageLength))
  for (const row of modules) expect(numbersOf(row.terms)).toEqual(expectedOf(row, state.moduleAverageLength))
  expect(state.lexicalEpoch % 2).toBe(0)
  return { state, revision, chunks: chunks.length }
}

it('rebuilds the weights when the average length drifts, in rising revisions', { timeout: 180_000 }, async () => {
  const { actor, workspaceId } = await createTestWorkspace('drift')
  const short = Array.from({ length: 8 }, (_, i) => ({ path: `short${i}.md`, content: `Short text number ${i}.` }))
  await importModules(actor, { files: short })
  await followDrift(workspaceId)
  const before = await expectWeightsOfAverage(workspaceId)
  await archiveModules(actor, { ids: ['short0'] })
  await followDrift(workspaceId)
  const words = Array.from({ length: 120 }, (_, i) => `word${i % 60}`).join(' ')
  const long = Array.from({ length: 130 }, (_, i) => ({ path: `long${i}.md`, content: `# Long ${i}\n\n${words}.` }))
  await importModules(actor, { files: long })
  await followDrift(workspaceId)
  const after = await expectWeightsOfAverage(workspaceId)
  expect(after.chunks).toBeGreaterThan(130)
  expect(after.state.averageLength).toBeGreaterThan(before.state.averageLength * 2)
  expect(after.state.lexicalEpoch).toBeGreaterThan(before.state.lexicalEpoch)
  expect(after.revision).toBeGreaterThan(before.revision)
  await unarchiveModules(actor, { ids: ['short0'] })
  await expectWeightsOfAverage(workspaceId)
})

it('finishes a rebuild that was cut off', async () => {
  const { actor, workspaceId } = await createTestWorkspace('cut-off')
  await importModules(actor, { files: [{ path: 'a.md', content: 'Some text here.' }] })
  await followDrift(workspaceId)
  await prisma.releaseState.updateMany({ where: { workspaceId }, data: { lexicalEpoch: { increment: 1 } } })
  await prisma.$executeRaw`UPDATE "Chunk" SET "terms" = '{1:1}/1048576' WHERE "workspaceId" = ${workspaceId}`
  await followDrift(workspaceId)
  await expectWeightsOfAverage(workspaceId)
})

it('weighs anew what left its release in the midst of a rebuild, though the lengths are the former ones', async () => {
  const { actor, workspaceId } = await createTestWorkspace('left')
  const files = ['a', 'b'].map((id) => ({ path: `${id}.md`, content: `Some text of ${id} here.` }))
  await importModules(actor, { files })
  await followDrift(workspaceId)
  await prisma.releaseState.updateMany({ where: { workspaceId }, data: { averageLength: 99 } })
  await expect(followDrift(workspaceId, AbortSignal.abort())).rejects.toThrow()
  // it had come to these
  await prisma.$executeRaw`
    UPDATE "Chunk" SET "terms" = '{1:1}/1048576' WHERE "workspaceId" = ${workspaceId} AND "moduleId" = 'a'`
  await archiveModules(actor, { ids: ['a'] })
  await followDrift(workspaceId)
  await expectWeightsOfAverage(workspaceId)
  await unarchiveModules(actor, { ids: ['a'] })
  const { state } = await expectWeightsOfAverage(workspaceId)
  const weighed = await prisma.chunkedVersion.findMany({ where: { workspaceId }, select: { averageLength: true } })
  expect(weighed).toEqual([{ averageLength: state.averageLength }, { averageLength: state.averageLength }])
})

/** A signal that cuts off at its step `last`. */
function cutAt(last: number): AbortSignal {
  let steps = 0
  const throwIfAborted = () => {
    if (++steps > last) throw new Error('cut off')
  }
  return Object.assign(new AbortController().signal, { throwIfAborted })
}

/** A workspace whose long module no release holds, and whose short ones have moved the average since. */
async function createDrifted(name: string) {
  const { actor, workspaceId } = await createTestWorkspace(name)
  const part = (i: number) => `## Part ${i}\n\n${`The heron ${i} hunts voles by night. `.repeat(12)}`
  const content = Array.from({ length: CHUNKS_AT_ONCE + 20 }, (_, i) => part(i)).join('\n\n')
  await importModules(actor, { files: [{ path: 'long.md', content }] })
  await followDrift(workspaceId)
  await archiveModules(actor, { ids: ['long'] })
  const files = Array.from({ length: 30 }, (_, i) => ({ path: `short${i}.md`, content: `Short text number ${i}.` }))
  await importModules(actor, { files })
  return { actor, workspaceId }
}

it('weighs a long version that no release holds too, wherever it is cut off', { timeout: 180_000 }, async () => {
  const { actor, workspaceId } = await createDrifted('left-out')

  const pinnedLength = async () => (await readPinnedLengths(prisma, workspaceId)).averageLength
  /** What is said to be weighed by the pinned length is. */
  const expectTrueMark = async () => {
    const averageLength = await pinnedLength()
    const where = { workspaceId, moduleId: 'long', averageLength }
    const isMarked = (await prisma.chunkedVersion.count({ where })) === 1
    const rows = await prisma.$queryRaw<Weighed[]>`
      SELECT "length", "termIds", "termFrequencies", "terms"::text AS terms FROM "Chunk"
      WHERE "workspaceId" = ${workspaceId} AND "moduleId" = 'long'`
    const isWeighed = rows.every((row) => isDeepStrictEqual(numbersOf(row.terms), expectedOf(row, averageLength)))
    if (isMarked) expect(isWeighed).toBe(true)
    return { isMarked, isWeighed }
  }

  const before = await pinnedLength()
  let cuts = 0
  const isCutOff = async () => {
    // what was cut off after the rebuild is not begun again by itself
    await prisma.releaseState.updateMany({ where: { workspaceId }, data: { averageLength: 99 } })
    return followDrift(workspaceId, cutAt(cuts)).then(
      () => false,
      () => true,
    )
  }
  while (await isCutOff()) {
    cuts++
    await expectTrueMark()
  }
  expect(cuts).toBeGreaterThan(5)
  expect(await pinnedLength()).not.toBe(before)
  expect(await expectTrueMark()).toEqual({ isMarked: true, isWeighed: true })
  await unarchiveModules(actor, { ids: ['long'] })
  await expectWeightsOfAverage(workspaceId)
})

it('is done with what releases hold before it weighs a long version, which is weighed when it comes back', {
  timeout: 180_000,
}, async () => {
  const { actor, workspaceId } = await createDrifted('comes-back')
  // two of its chunks' batches are written then
  await expect(followDrift(workspaceId, cutAt(6))).rejects.toThrow('cut off')
  const { state } = await expectWeightsOfAverage(workspaceId)
  const where = { workspaceId, moduleId: { not: 'long' }, averageLength: { not: state.averageLength } }
  expect(await prisma.chunkedVersion.count({ where })).toBe(0)
  await followDrift(workspaceId)
  expect((await expectWeightsOfAverage(workspaceId)).state.lexicalEpoch).toBe(state.lexicalEpoch)
  await unarchiveModules(actor, { ids: ['long'] })
  await expectWeightsOfAverage(workspaceId)
})
