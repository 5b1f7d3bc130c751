import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { env } from '@/lib/env'
import { followEmbedding } from '@/lib/indexing/embedding/follow-embedding'
import { readJobs } from '@/lib/indexing/queue/read-jobs'
import { openCache } from '@/lib/measured-cache'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { newId } from '@/lib/new-id'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { createModule } from '@/lib/services/modules/create-module'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { unarchiveModules } from '@/lib/services/modules/unarchive-modules'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { searchModules } from '@/lib/services/search/search-modules'
import { insertWorkspace } from '@/lib/services/workspaces/rows/insert-workspace'
import { hashText } from '@/lib/texts/prepare/hash-text'
import { cancelEmbedding } from './cancel-embedding'
import { chooseEmbedding } from './choose-embedding'
import { getEmbedding } from './get-embedding'
import { retryEmbedding } from './retry-embedding'
import { tryEmbedding } from './try-embedding'

const ANIMALS = ['otter', 'heron', 'badger', 'salmon', 'beetle', 'falcon', 'lizard', 'marmot', 'walrus', 'pelican']
const PLACES = ['river', 'meadow', 'cliff', 'harbor', 'forest']
const syllables = 'ba ce di fo gu ha je ki lo mu'.split(' ')
const wordOf = (n: number) => `${syllables[n % 10]}${syllables[Math.floor(n / 10) % 10]}x`

/** Each animal has a place that it goes with, and words that no other has. */
function library(count: number, from = 0) {
  return Array.from({ length: count }, (_, i) => {
    const at = i + from
    const animal = ANIMALS[at % ANIMALS.length]
    const place = PLACES[at % PLACES.length]
    const body = `The ${animal} lives by the ${place}. It hunts in the ${place} when the ${animal} young are hungry.`
    const words = Array.from({ length: 8 }, (_, w) => wordOf((at % ANIMALS.length) * 10 + w)).join(' ')
    return {
      path: `m${String(at).padStart(3, '0')}.md`,
      content: `# ${animal} ${at}\n\n${body}\n\n## Food\n\nFish ${at}, ${words}.`,
    }
  })
}

let upstream: ScriptedOpenAi
beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
})
afterAll(() => upstream.stop())
beforeEach(() => {
  upstream.embeddingRule = undefined
  upstream.embeddingDimensions = 16
  upstream.received.length = 0
})

async function createWorkspace(modules: number) {
  const workspaceId = await prisma.$transaction((tx) => insertWorkspace(tx, { slug: newId('e'), name: 'embeddings' }))
  const actor = { kind: 'system', workspaceId, name: 'test' } as const
  await chooseEmbedding(actor, { kind: 'hash' })
  const provider = await saveProvider(actor, {
    ...{ kind: 'openai-compatible', name: 'Local', baseUrl: upstream.baseUrl, apiKey: 'sk-0123456789abcdef' },
    models: [],
  })
  if (modules > 0) await importModules(actor, { files: library(modules) })
  await followEmbedding(workspaceId)
  return { workspaceId, actor, choice: { kind: 'provider', providerId: provider.id, model: 'scripted' } as const }
}

/** Vectors by index id: of chunks of newest versions, twice the same chunk counted twice. */
async function countVectors(workspaceId: string) {
  const rows = await prisma.$queryRaw<{ model: string; chunks: number; modules: number }[]>`
    SELECT e."model", count(*)::int AS chunks,
      (SELECT count(*)::int FROM "ModuleEmbedding" m WHERE m."workspaceId" = ${workspaceId} AND m."model" = e."model") AS modules
    FROM "ChunkEmbedding" e WHERE e."workspaceId" = ${workspaceId} GROUP BY e."model"`
  return Object.fromEntries(rows.map(({ model, ...counts }) => [model, counts]))
}

const statistics = () => openCache('embedding', { maxBytes: 0, sizeOf: () => 0 }).statistics()

const revisionOf = async (workspaceId: string) =>
  (await prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId } })).revision

async function warningsOf(actor: Actor) {
  const { trace } = await createComposition(actor, { query: 'Where does the otter live?' })
  return trace.warnings
}

describe('changing the model', () => {
  it('serves from the old index until the new one is complete, then deletes the old vectors', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(12)
    const before = await countVectors(workspaceId)
    const revision = await revisionOf(workspaceId)
    upstream.embeddingRule = () => ({ delayMs: 40 })
    const chosen = await chooseEmbedding(actor, choice)
    expect(chosen.active.kind).toBe('hash')
    expect(chosen.building).toMatchObject({
      kind: 'provider',
      model: 'scripted',
      providerName: 'Local',
      dimensions: 16,
    })
    expect(chosen.isSettled).toBe(false)
    expect(await warningsOf(actor)).toEqual([])
    // published while it is built: found at the swap like the rest
    const building = followEmbedding(workspaceId)
    await importModules(actor, { files: library(3, 50) })
    await building

    const after = await getEmbedding(actor, {})
    expect(after).toMatchObject({ building: null, failed: null, isSettled: true })
    expect(after.active).toMatchObject({ id: chosen.building?.id, status: 'active', kind: 'provider' })
    expect(after.coverage.embedded).toBe(after.coverage.chunks)
    const vectors = await countVectors(workspaceId)
    expect(Object.keys(vectors)).toEqual([after.active.id])
    expect(vectors[after.active.id]).toEqual({ chunks: after.coverage.chunks, modules: 15 })
    expect(after.coverage.chunks).toBeGreaterThan(before['hash-256@1']?.chunks ?? 0)
    expect(await revisionOf(workspaceId)).toBeGreaterThan(revision)
    expect(await warningsOf(actor)).toEqual([])
    // which modules are alike is to be found out again
    const state = await prisma.workspaceProgress.findUniqueOrThrow({ where: { workspaceId } })
    expect(state.relatedRevision).toBeLessThan(0)
    expect((await readJobs(workspaceId, 'relate-modules')).length).toBeGreaterThan(0)
  }, 60_000)

  it('takes up a build that was killed, without duplicates and without embedding again', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(25)
    const killed = new AbortController()
    let texts = 0
    upstream.embeddingRule = (input) => {
      texts += input.length
      if (texts > 20) killed.abort()
      return undefined
    }
    const { workspaceId: id } = actor
    const hashes = await prisma.chunk.findMany({ where: { workspaceId }, select: { contentHash: true } })
    const chunkHashes = new Set(hashes.map(({ contentHash }) => contentHash))
    await prisma.embeddingIndex.create({
      data: {
        workspaceId: id,
        id: 'emb_killed',
        ...{ kind: 'provider', providerId: choice.providerId, modelName: 'scripted', status: 'building' },
      },
    })
    await expect(followEmbedding(workspaceId, { signal: killed.signal })).rejects.toThrow()
    const halfway = await getEmbedding(actor, {})
    expect(halfway.building?.id).toBe('emb_killed')
    const done = (await countVectors(workspaceId)).emb_killed?.chunks ?? 0
    expect(done).toBeGreaterThan(0)
    expect(done).toBeLessThan(halfway.coverage.chunks)
    let chunksSent = 0
    upstream.embeddingRule = (input) => {
      chunksSent += input.filter((text) => chunkHashes.has(hashText(text))).length
      return undefined
    }
    await followEmbedding(workspaceId)
    const after = await getEmbedding(actor, {})
    expect(after.active.id).toBe('emb_killed')
    expect((await countVectors(workspaceId)).emb_killed).toEqual({ chunks: after.coverage.chunks, modules: 25 })
    expect(chunksSent).toBeGreaterThan(0)
    expect(chunksSent).toBeLessThanOrEqual(after.coverage.chunks - done)
  })

  it('gives others their turn, and goes on later', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(25)
    await chooseEmbedding(actor, choice)
    for (let turns = 1; turns < 3; turns++) {
      await followEmbedding(workspaceId, { endsAt: performance.now() })
      expect((await getEmbedding(actor, {})).building?.done).toBe(0)
    }
    await followEmbedding(workspaceId)
    expect((await getEmbedding(actor, {})).active.kind).toBe('provider')
  })

  it('loses nothing to modules that are curated or deleted meanwhile', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(25)
    let isFirst = true
    upstream.embeddingRule = () => ({ delayMs: 300 })
    await chooseEmbedding(actor, choice)
    upstream.embeddingRule = () => {
      if (isFirst) setTimeout(() => void deleteModule(actor, { id: 'm001' }), 20)
      isFirst = false
      return { delayMs: 300 }
    }
    await followEmbedding(workspaceId)
    const { active, failed, coverage } = await getEmbedding(actor, {})
    expect(failed).toBeNull()
    expect(active.kind).toBe('provider')
    expect((await countVectors(workspaceId))[active.id]).toEqual({ chunks: coverage.chunks, modules: 24 })
  })

  it.each([
    ['has died', new Date(0)],
    ['has died before the clock was set back', new Date(Date.now() + 3_600_000)],
  ])('is done by one process at a time, and taken over from one that %s', async (_, claimedUntil) => {
    const { workspaceId, actor, choice } = await createWorkspace(4)
    const claimed = { claimedBy: 'another', claimedUntil: new Date(Date.now() + 60_000) }
    await prisma.embeddingIndex.create({
      data: {
        workspaceId,
        id: 'emb_claimed',
        ...{ kind: 'provider', providerId: choice.providerId, modelName: 'scripted', status: 'building', ...claimed },
      },
    })
    await followEmbedding(workspaceId)
    expect((await getEmbedding(actor, {})).building?.done).toBe(0)
    await prisma.embeddingIndex.updateMany({ where: { workspaceId }, data: { claimedUntil } })
    await followEmbedding(workspaceId)
    expect((await getEmbedding(actor, {})).active.id).toBe('emb_claimed')
  })

  it('is left to the process that took it over', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(30)
    upstream.embeddingRule = ([text]) => (text?.startsWith('The quick') ? undefined : { delayMs: 150 })
    await chooseEmbedding(actor, choice)
    const running = followEmbedding(workspaceId)
    await vi.waitFor(async () => expect((await getEmbedding(actor, {})).building?.done).toBeGreaterThan(0))
    const data = { claimedBy: 'another', claimedUntil: new Date(Date.now() + 60_000) }
    await prisma.embeddingIndex.updateMany({ where: { workspaceId, status: 'building' }, data })
    const { building } = await getEmbedding(actor, {})
    await running
    const after = await getEmbedding(actor, {})
    expect(after).toMatchObject({ building: { id: building?.id, done: building?.done }, active: { kind: 'hash' } })
    expect(await prisma.embeddingIndex.count({ where: { workspaceId, ...data } })).toBe(1)
  })

  it('can be cancelled', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(30)
    upstream.embeddingRule = ([text]) => (text?.startsWith('The quick') ? undefined : { delayMs: 150 })
    await chooseEmbedding(actor, choice)
    const building = followEmbedding(workspaceId)
    await vi.waitFor(async () => expect((await getEmbedding(actor, {})).building?.done).toBeGreaterThan(0))
    const cancelled = await cancelEmbedding(actor, {})
    expect(cancelled).toMatchObject({ building: null, isSettled: true, active: { kind: 'hash' } })
    await building
    expect(Object.keys(await countVectors(workspaceId))).toEqual(['hash-256@1'])
  })

  it('fails visibly, serves on, and is retried from where it was', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(25)
    let texts = 0
    upstream.embeddingRule = (input) => {
      texts += input.length
      return texts > 20 ? { status: 401, error: 'no' } : undefined
    }
    await chooseEmbedding(actor, choice)
    await followEmbedding(workspaceId)
    const failed = await getEmbedding(actor, {})
    expect(failed).toMatchObject({ building: null, isSettled: true, active: { kind: 'hash' } })
    expect(failed.failed?.error).toContain('refused the API key')
    expect(await warningsOf(actor)).toEqual([])
    upstream.embeddingRule = undefined
    await retryEmbedding(actor, {})
    await followEmbedding(workspaceId)
    expect(await getEmbedding(actor, {})).toMatchObject({ failed: null, active: { id: failed.failed?.id } })
  })

  it('notices that another model answers under the name', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(12)
    await chooseEmbedding(actor, choice)
    upstream.embeddingDimensions = 8
    await followEmbedding(workspaceId)
    const { active, failed } = await getEmbedding(actor, {})
    expect(active.kind).toBe('hash')
    expect(failed?.error).toContain('8 dimensions instead of 16')
    upstream.embeddingDimensions = 12
    const chosen = await chooseEmbedding(actor, choice)
    expect(chosen.building).toMatchObject({ dimensions: 12 })
  })

  it('mixes the module in where late chunking was chosen for a model without token vectors', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(2)
    const { building } = await chooseEmbedding(actor, { ...choice, isLate: true, parentShare: 0.3 })
    expect(building).toMatchObject({ isLate: false, parentShare: 0.3 })
    await followEmbedding(workspaceId)
    expect((await getEmbedding(actor, {})).active).toMatchObject({ kind: 'provider', parentShare: 0.3 })
  })

  it('refuses a model that does not answer, and says what to do', async () => {
    const { actor, choice } = await createWorkspace(1)
    upstream.embeddingRule = () => ({ status: 404, error: 'model "scripted" not found' })
    await expect(chooseEmbedding(actor, choice)).rejects.toMatchObject({ code: 'UPSTREAM' })
    expect(await tryEmbedding(actor, choice)).toMatchObject({ isOk: false, message: expect.stringContaining('Local') })
    expect(await getEmbedding(actor, {})).toMatchObject({ building: null, active: { kind: 'hash' } })
    const missing = { kind: 'transformers', model: 'org/none' }
    const { message } = await tryEmbedding(actor, missing)
    expect(message).toContain('npm install --no-save @huggingface/transformers@')
  })
})

describe('an index that serves', () => {
  it('lets nothing fail that can be published, and makes the vectors later', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(3)
    await chooseEmbedding(actor, choice)
    await followEmbedding(workspaceId)
    upstream.embeddingRule = () => ({ status: 401, error: 'no' })
    const { results } = await importModules(actor, { files: library(2, 20) })
    expect(results.map(({ status }) => status)).toEqual(['created', 'created'])
    await followEmbedding(workspaceId)
    const without = await getEmbedding(actor, {})
    expect(without).toMatchObject({ isSettled: false, nextStep: 'fill' })
    expect(without.active.error).toContain('refused the API key')
    expect(without.coverage.embedded).toBeLessThan(without.coverage.chunks)
    const found = await searchModules(actor, { query: 'Fish 21' })
    expect(found.results.map(({ moduleId }) => moduleId)).toContain('m021')
    expect(await warningsOf(actor)).toEqual(['embedding by scripted failed: searched by words alone'])

    upstream.embeddingRule = undefined
    await retryEmbedding(actor, {})
    await followEmbedding(workspaceId)
    const filled = await getEmbedding(actor, {})
    expect(filled).toMatchObject({ isSettled: true, active: { error: null } })
    expect(filled.coverage.embedded).toBe(filled.coverage.chunks)
    const { results: vectors } = await searchModules(actor, { query: 'Where is m021?' })
    expect(vectors.find(({ moduleId }) => moduleId === 'm021')?.scores.moduleVector).toBeGreaterThan(0)
  })

  it('never embeds a text twice', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(4)
    await chooseEmbedding(actor, choice)
    await followEmbedding(workspaceId)
    upstream.received.length = 0
    const [first] = library(1)
    const old = first?.content ?? ''
    await importModules(actor, { files: [{ path: 'm000.md', content: `${old}\n\n## More\n\nOnly this is new.` }] })
    const texts = upstream.received.flatMap(({ body }) => body.input)
    expect(texts).toEqual([expect.stringContaining('Only this is new.')])
    upstream.received.length = 0
    const { hits } = statistics()
    await importModules(actor, { files: [{ path: 'm000.md', content: old }] })
    await importModules(actor, { files: [{ path: 'copy.md', content: old }] })
    await searchModules(actor, { query: 'badger' })
    await searchModules(actor, { query: 'badger' })
    expect(upstream.received).toHaveLength(1)
    expect(statistics().hits).toBeGreaterThan(hits)
  })

  it('answers by meaning again as soon as its model does', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(4)
    await chooseEmbedding(actor, choice)
    await followEmbedding(workspaceId)
    upstream.embeddingRule = () => ({ status: 401, error: 'no' })
    expect(await warningsOf(actor)).toEqual(['embedding by scripted failed: searched by words alone'])
    upstream.embeddingRule = undefined
    expect(await warningsOf(actor)).toEqual([])
  })

  it('has vectors of archived modules, for when they come back', async () => {
    const { workspaceId, actor, choice } = await createWorkspace(4)
    await archiveModules(actor, { ids: ['m001'] })
    await chooseEmbedding(actor, choice)
    await followEmbedding(workspaceId)
    await unarchiveModules(actor, { ids: ['m001'] })
    const { coverage } = await getEmbedding(actor, {})
    expect(coverage.embedded).toBe(coverage.chunks)
  })
})

describe('the automatic offline embedder', () => {
  it('is fitted once there is enough, folds in what is new, and is fitted anew when the corpus has changed', async () => {
    const { workspaceId, actor } = await createWorkspace(4)
    await chooseEmbedding(actor, { kind: 'automatic' })
    await followEmbedding(workspaceId)
    expect(await getEmbedding(actor, {})).toMatchObject({
      isSettled: true,
      active: { kind: 'hash', isAutomatic: true },
    })

    await importModules(actor, { files: library(56, 4) })
    expect((await getEmbedding(actor, {})).isSettled).toBe(false)
    await followEmbedding(workspaceId)
    const fitted = await getEmbedding(actor, {})
    expect(fitted).toMatchObject({ isSettled: true, active: { kind: 'lsa' } })
    expect(fitted.active.dimensions).toBeGreaterThan(10)
    expect(fitted.coverage.embedded).toBe(fitted.coverage.chunks)
    // of the two words of the query the module has but one; the other is what its kind goes with
    const { results } = await searchModules(actor, { query: 'heron' })
    expect(results[0]?.scores.vector).toBeGreaterThan(0.3)

    for (const { content } of library(3, 60)) await createModule(actor, { source: content })
    await followEmbedding(workspaceId)
    const folded = await getEmbedding(actor, {})
    expect(folded.active.id).toBe(fitted.active.id)
    expect(folded.coverage.embedded).toBe(folded.coverage.chunks)

    for (const { content } of library(12, 63)) await createModule(actor, { source: content })
    await followEmbedding(workspaceId)
    const refitted = await getEmbedding(actor, {})
    expect(refitted.active.kind).toBe('lsa')
    expect(refitted.active.id).not.toBe(fitted.active.id)
    expect(await prisma.embeddingFitPart.count({ where: { workspaceId, indexId: fitted.active.id } })).toBe(0)
    expect(Object.keys(await countVectors(workspaceId))).toEqual([refitted.active.id])

    // few as they are: whatever was imported is in the fit
    await importModules(actor, { files: library(1, 75) })
    await followEmbedding(workspaceId)
    expect((await getEmbedding(actor, {})).active.id).not.toBe(refitted.active.id)
  }, 120_000)
})
