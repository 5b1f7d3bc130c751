import { beforeAll, describe, expect, it } from 'vitest'
import { bm25DocumentWeights, bm25Idf, loadTokenizer, type RetrievalPort, type SearchQuery } from '@/lib/engine'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { LIBRARY } from '@/lib/engine/testing/library.fixture'
import { extractTerms } from '@/lib/engine/text/terms'
import type { ModuleSnapshot } from '@/lib/engine/vocabulary/types'
import { followApproximate } from '@/lib/indexing/embedding/follow-approximate'
import { offlineEmbedding } from '@/lib/models/embedding/offline-embedding'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { deleteModule } from '@/lib/services/modules/delete-module'
import { unarchiveModules } from '@/lib/services/modules/unarchive-modules'
import { createRelease } from '@/lib/services/releases/create-release'
import { databaseKind, prisma } from '../client'
import { releaseEntries } from '../releases/release-entries'
import { readPinnedLengths } from '../releases/release-state'
import { createTestWorkspace } from '../testing/create-test-workspace'
import { openRetrieval } from './open'

const OLDER = 6
const OBSOLETE = '\n\nThe obsolete sentence about ordering keys.'
/** A release with older versions of two modules, and without one. */
const BRANCH = 'branch'
const REMOVED = 'publish-messages-v1'

type Subject = {
  releaseId: string
  /** Whether lengths are compared with the pinned average, or with that of the release. */
  pinned: boolean
}

let workspaceId: string

function toFile({
  moduleId,
  body,
  usageScope,
  lastUpdated: _date,
  tokenCount: _count,
  version: _version,
  ...fields
}: (typeof LIBRARY)[number]) {
  const matter = { ...fields, id: moduleId, ...(usageScope ? { usage_scope: usageScope } : {}) }
  return { path: `${moduleId}.md`, content: `---\n${JSON.stringify(matter)}\n---\n${body}` }
}

beforeAll(async () => {
  const workspace = await createTestWorkspace('retrieval')
  workspaceId = workspace.workspaceId
  const { actor } = workspace
  // an older version and an archived module, which must never show
  const files = LIBRARY.map(toFile)
  const older = files.map((file) => ({
    ...file,
    content: `${file.content}${OBSOLETE}`,
  }))
  await importModules(actor, { files: older.slice(0, OLDER) })
  const { results } = await importModules(actor, {
    files: [...files, { path: 'gone.md', content: '# Gone\n\nPublish messages to a topic with an ordering key.' }],
  })
  expect(results.filter(({ status }) => status === 'failed')).toEqual([])
  await archiveModules(actor, { ids: ['gone'] })
  const entries = [
    { moduleId: 'publish-messages', version: 1 },
    { moduleId: 'glossary', version: 1 },
    { moduleId: REMOVED, version: null },
  ]
  await createRelease(actor, { id: BRANCH, name: 'Branch', entries })
})

/** What a release holds: the first six have been imported twice. */
function libraryOf(releaseId: string): ModuleSnapshot[] {
  const current = LIBRARY.map((module, at) => ({ ...module, version: at < OLDER ? 2 : 1 }))
  if (releaseId === 'production') return current
  return current
    .filter(({ moduleId }) => moduleId !== REMOVED)
    .map((module) =>
      ['publish-messages', 'glossary'].includes(module.moduleId)
        ? { ...module, version: 1, body: `${module.body}${OBSOLETE}` }
        : module,
    )
}

const openMemory = async (releaseId: string): Promise<RetrievalPort> =>
  openRetrieval({ ...scopeOf(workspaceId), releaseId })
const openSql = async (releaseId: string): Promise<RetrievalPort> =>
  openRetrieval({ ...scopeOf(workspaceId), releaseId, maxIndexedModules: 0 })
async function openApproximate(releaseId: string): Promise<RetrievalPort> {
  await followApproximate(workspaceId, undefined, { chunks: 0, modules: 0 })
  return openRetrieval({ ...scopeOf(workspaceId), releaseId, maxIndexedModules: 0, maxExactChunks: 0 })
}
async function openFixture(releaseId: string): Promise<RetrievalPort> {
  const tokenizer = await loadTokenizer('gpt')
  const options = { tokenizer, embedding: offlineEmbedding }
  return (await createInMemoryRetrieval(libraryOf(releaseId), options)).retrieval
}

function scopeOf(id: string) {
  return { workspaceId: id, releaseId: 'production', embeddingModel: offlineEmbedding.model }
}

async function toQuery(text: string, fields: Partial<SearchQuery> = {}): Promise<SearchQuery> {
  const [embedding] = await offlineEmbedding.embed([text])
  return { terms: extractTerms(text), excludes: [], ...(embedding ? { embedding } : {}), ...fields }
}

/** BM25 over the release's chunks, from their counts, one by one. */
async function bruteForce(query: SearchQuery, { releaseId, pinned }: Subject, moduleIds?: string[]) {
  const entries = await prisma.$queryRaw<{ moduleId: string; version: number }[]>`
    SELECT e."moduleId", e."version" FROM ${releaseEntries(workspaceId, releaseId)} e`
  const versions = await prisma.moduleVersion.findMany({
    where: { workspaceId, OR: entries.map(({ moduleId, version }) => ({ moduleId, version })) },
    select: { moduleId: true, activation: true, chunked: { select: { chunks: { orderBy: { ordinal: 'asc' } } } } },
  })
  const all = versions.flatMap(({ chunked }) => chunked.chunks)
  const averageLength = pinned
    ? (await readPinnedLengths(prisma, workspaceId)).averageLength
    : all.reduce((sum, { length }) => sum + length, 0) / all.length
  const open = versions
    .filter(({ activation }) => activation === 'semantic')
    .filter(({ moduleId }) => !moduleIds || moduleIds.includes(moduleId))
    .flatMap(({ chunked }) => chunked.chunks)
  return open
    .map((chunk) => {
      const counts = chunk.termIds.map((id, i) => ({ id, term: '', count: chunk.termFrequencies[i] ?? 0 }))
      const weights = bm25DocumentWeights(counts, chunk.length, averageLength)
      const score = query.terms.reduce((sum, { id }) => {
        const frequency = all.filter(({ termIds }) => termIds.includes(id)).length
        return sum + (weights.get(id) ?? 0) * bm25Idf(all.length, frequency)
      }, 0)
      return { chunkId: `${chunk.moduleId}@${chunk.version}#${chunk.ordinal}`, score }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
}

const QUERIES = [
  'publish messages in order',
  'ordering key',
  'how do I retry a failed delivery',
  'api key limits',
  'the and of',
  'xyzzy',
  '日本語',
]

/** Words that are rarer in one release than in the other. */
const OF_OLDER_VERSIONS = ['the obsolete sentence about ordering keys', 'publish messages v1']

type Open = typeof openSql
const STORES: [name: string, releaseId: string, open: Open][] = [
  ['production by the fixture', 'production', openFixture],
  ['production by memory', 'production', openMemory],
  ['production by SQL', 'production', openSql],
  ['a release with a base by the fixture', BRANCH, openFixture],
  ['a release with a base by memory', BRANCH, openMemory],
  ['a release with a base by SQL', BRANCH, openSql],
]
/** A server Postgres alone makes such indexes: npm test has an embedded database, unless DATABASE_URL is set. */
const APPROXIMATE: typeof STORES = [
  ['production by an approximate index', 'production', openApproximate],
  ['a release with a base by an approximate index', BRANCH, openApproximate],
]

describe.each(STORES)('the contract of retrieval: %s', obeysContract)
describe.runIf(databaseKind === 'postgres').each(APPROXIMATE)('the contract of retrieval: %s', obeysContract)

function obeysContract(_: string, releaseId: string, open: Open) {
  let port: RetrievalPort
  let library: ModuleSnapshot[]
  const subject = { releaseId, pinned: open !== openFixture }
  beforeAll(async () => {
    library = libraryOf(releaseId)
    port = await open(releaseId)
  })

  it.each(QUERIES)('scores chunks as BM25 does: %s', async (text) => {
    const query = await toQuery(text)
    const expected = await bruteForce(query, subject)
    const { lexical } = await port.searchChunks(query, 50)
    expect(new Map(lexical.map(({ chunkId, score }) => [chunkId, Number(score.toFixed(3))]))).toEqual(
      new Map(expected.map(({ chunkId, score }) => [chunkId, Number(score.toFixed(3))])),
    )
    expect(lexical.map(({ rank }) => rank)).toEqual(lexical.map((_, i) => i + 1))
    const scores = lexical.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    const inside = LIBRARY.slice(0, 8).map(({ moduleId }) => moduleId)
    const limited = await port.searchChunks(query, 50, inside)
    expect(limited.lexical.map(({ chunkId }) => chunkId).sort()).toEqual(
      (await bruteForce(query, subject, inside)).map(({ chunkId }) => chunkId).sort(),
    )
  })

  it('ranks by cosine similarity', async () => {
    const query = await toQuery('publish messages with an ordering key')
    const { vector } = await port.searchChunks(query, 100)
    const chunks = await port.getChunks(vector.map(({ chunkId }) => chunkId))
    expect(chunks).toHaveLength(vector.length)
    const names = new Map(LIBRARY.map(({ moduleId, name }) => [moduleId, name]))
    for (const [i, chunk] of chunks.entries()) {
      const indexed = `${[names.get(chunk.moduleId), ...chunk.headingPath].join(' › ')}\n${chunk.text}`
      const [embedding] = await offlineEmbedding.embed([indexed])
      const cosine = (embedding ?? []).reduce((sum, value, at) => sum + value * (query.embedding?.[at] ?? 0), 0)
      expect(vector[i]?.score).toBeCloseTo(cosine, 4)
    }
  })

  it('sees the release alone: no older version, nothing archived', async () => {
    const versions = new Map(
      (await port.getModules(LIBRARY.map(({ moduleId }) => moduleId))).map((m) => [m.moduleId, m.version]),
    )
    expect(versions).toEqual(new Map(library.map(({ moduleId, version }) => [moduleId, version])))
    for (const text of ['obsolete sentence about ordering keys', 'Gone: publish messages to a topic']) {
      const query = await toQuery(text)
      const modules = await port.searchModules(query, 100)
      const chunks = await port.searchChunks(query, 100)
      for (const hit of [...chunks.lexical, ...chunks.vector]) expect(hit.version).toBe(versions.get(hit.moduleId))
      const ids = [...modules.lexical, ...modules.vector].map(({ moduleId }) => moduleId)
      expect(ids).not.toContain('gone')
      if (releaseId === BRANCH) expect(ids).not.toContain(REMOVED)
    }
    expect(await port.getModules(['gone', 'nothing'])).toEqual([])
    expect(await port.getChunks(['gone@1#0', 'answer-style@1#0', 'nonsense'])).toEqual([])
    expect(await port.getNeighbours(['answer-style@1#1', 'nonsense'], 1)).toEqual([[], []])
    const [around] = await port.getNeighbours(['consume-messages@1#1'], 1)
    expect(around?.map(({ chunkId }) => chunkId)).toEqual(['consume-messages@1#0'])
  })

  it('gives modules as they were written, standing ones by priority', async () => {
    const standing = await port.listStandingModules()
    const expected = library.filter(({ activation }) => activation === 'always' || activation === 'rule')
    expect(standing.map(({ moduleId }) => moduleId).sort()).toEqual(expected.map(({ moduleId }) => moduleId).sort())
    const order = { high: 0, medium: 1, low: 2 }
    const ranks = standing.map(({ priority }) => order[priority])
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    for (const module of await port.getModules(LIBRARY.map(({ moduleId }) => moduleId))) {
      const source = library.find(({ moduleId }) => moduleId === module.moduleId)
      const { moduleId, name, description, tags, priority, activation, dependencies, body, rules } = module
      expect({ moduleId, name, description, tags, priority, activation, dependencies, body, rules }).toEqual({
        moduleId: source?.moduleId,
        name: source?.name,
        description: source?.description,
        tags: source?.tags,
        priority: source?.priority,
        activation: source?.activation,
        dependencies: source?.dependencies,
        body: source?.body,
        rules: source?.rules,
      })
    }
  })

  it('finds what is not semantic by its words, inside filters and the release', async () => {
    const others = library.filter(({ activation }) => activation !== 'semantic')
    expect(others.length).toBeGreaterThan(1)
    for (const { moduleId, name, category } of others) {
      const found = await port.searchLeftOut(await toQuery(name), 100)
      const ids = found.map((hit) => hit.moduleId)
      expect(ids).toContain(moduleId)
      expect(others.map((other) => other.moduleId)).toEqual(expect.arrayContaining(ids))
      expect(found.map(({ rank }) => rank)).toEqual(found.map((_, i) => i + 1))
      const scores = found.map(({ score }) => score)
      expect(scores).toEqual(scores.toSorted((a, b) => b - a))
      expect(await port.searchLeftOut(await toQuery(name), 1)).toEqual(found.slice(0, 1))
      const without = await port.searchLeftOut(await toQuery(name, { excludes: [moduleId] }), 100)
      expect(without.map((hit) => hit.moduleId)).toEqual(ids.filter((id) => id !== moduleId))
      const elsewhere = await port.searchLeftOut(await toQuery(name, { filters: { category: `not ${category}` } }), 100)
      expect(elsewhere).toEqual([])
    }
    expect(await port.searchLeftOut(await toQuery('xyzzy'), 100)).toEqual([])
  })

  it('filters, excludes and counts what each filter removed', async () => {
    const semantic = library.filter(({ activation }) => activation === 'semantic')
    const filters = { category: 'Guide', tags: ['API'] }
    const query = await toQuery('publish messages api', { filters, excludes: ['publish-messages'] })
    const found = await port.searchModules(query, 100)
    const passing = semantic
      .filter(
        ({ category, tags, moduleId }) =>
          category === 'guide' && tags.includes('api') && moduleId !== 'publish-messages',
      )
      .map(({ moduleId }) => moduleId)
    for (const { moduleId } of [...found.lexical, ...found.vector]) expect(passing).toContain(moduleId)
    expect(found.filters.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'category', removed: semantic.filter(({ category }) => category !== 'guide').length },
      {
        name: 'tags',
        removed: semantic.filter(({ category, tags }) => category === 'guide' && !tags.includes('api')).length,
      },
    ])
    const chunks = await port.searchChunks(query, 100)
    for (const { moduleId } of [...chunks.lexical, ...chunks.vector]) expect(passing).toContain(moduleId)
  })
}

describe('the index in memory', () => {
  const inMemory = (releaseId = 'production') => openRetrieval({ ...scopeOf(workspaceId), releaseId })
  const inDatabase = (releaseId: string) => openRetrieval({ ...scopeOf(workspaceId), releaseId, maxIndexedModules: 0 })
  const actor = () => ({ kind: 'system', workspaceId, name: 'test' }) as const

  async function expectSameAnswers(releaseId = 'production') {
    const inside = LIBRARY.slice(0, 8).map(({ moduleId }) => moduleId)
    for (const text of [...QUERIES, ...OF_OLDER_VERSIONS]) {
      for (const fields of [{}, { filters: { category: 'guide' } }, { excludes: inside.slice(0, 2) }]) {
        const query = await toQuery(text, fields)
        const [ours, theirs] = [inMemory(releaseId), inDatabase(releaseId)]
        expect(await ours.searchModules(query, 8)).toEqual(await theirs.searchModules(query, 8))
        expect(await ours.searchLeftOut(query, 8)).toEqual(await theirs.searchLeftOut(query, 8))
        expect(await ours.searchChunks(query, 12)).toEqual(await theirs.searchChunks(query, 12))
        expect(await ours.searchChunks(query, 12, inside)).toEqual(await theirs.searchChunks(query, 12, inside))
      }
    }
  }

  it.each(['production', BRANCH])('answers as the database does, to the last digit: %s', expectSameAnswers)

  it('follows every change', async () => {
    const found = async (text: string) => (await inMemory().searchChunks(await toQuery(text), 5)).lexical
    for (let i = 0; i < 12; i++) {
      const content = `# Zorilla ${i}\n\nA zorilla is striped. ${'A quagga is, too. '.repeat(i)}`
      await importModules(actor(), { files: [{ path: `zorilla${i % 5}.md`, content }] })
      expect((await found('zorilla')).length).toBe(Math.min(5, i + 1))
    }
    for (const releaseId of ['production', BRANCH]) await expectSameAnswers(releaseId)
    await archiveModules(actor(), { ids: ['zorilla1', 'zorilla2'] })
    expect(new Set((await found('zorilla')).map(({ moduleId }) => moduleId))).toEqual(
      new Set(['zorilla0', 'zorilla3', 'zorilla4']),
    )
    await unarchiveModules(actor(), { ids: ['zorilla2'] })
    await deleteModule(actor(), { id: 'zorilla3' })
    await importModules(actor(), { files: [{ path: 'zorilla3.md', content: 'Nothing striped here.' }] })
    expect(new Set((await found('zorilla')).map(({ moduleId }) => moduleId))).toEqual(
      new Set(['zorilla0', 'zorilla2', 'zorilla4']),
    )
    for (const releaseId of ['production', BRANCH]) await expectSameAnswers(releaseId)
  })
})
