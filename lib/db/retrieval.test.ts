import { beforeAll, describe, expect, it } from 'vitest'
import { bm25DocumentWeights, bm25Idf, type SearchQuery } from '@/lib/engine'
import { extractTerms } from '@/lib/engine/retrieve/terms'
import { LIBRARY } from '@/lib/engine/testing/library.fixture'
import { offlineEmbedding } from '@/lib/models/offline-embedding'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { importModules } from '@/lib/services/modules/import-modules'
import { prisma } from './client'
import { PRODUCTION_RELEASE } from './release'
import { createRetrievalPort } from './retrieval'
import { createTestWorkspace } from './testing/create-test-workspace'

let workspaceId: string
let port: ReturnType<typeof createRetrievalPort>

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
    content: `${file.content}\n\nThe obsolete sentence about ordering keys.`,
  }))
  await importModules(actor, { files: older.slice(0, 6) })
  const { results } = await importModules(actor, {
    files: [...files, { path: 'gone.md', content: '# Gone\n\nPublish messages to a topic with an ordering key.' }],
  })
  expect(results.filter(({ status }) => status === 'failed')).toEqual([])
  await archiveModules(actor, { ids: ['gone'] })
})

function scopeOf(id: string) {
  return { workspaceId: id, releaseId: PRODUCTION_RELEASE, embeddingModel: offlineEmbedding.model }
}

async function toQuery(text: string, fields: Partial<SearchQuery> = {}): Promise<SearchQuery> {
  const [embedding] = await offlineEmbedding.embed([text])
  return { terms: extractTerms(text), excludes: [], ...(embedding ? { embedding } : {}), ...fields }
}

/** BM25 over the release's chunks, from their counts, one by one. */
async function bruteForce(query: SearchQuery, moduleIds?: string[]) {
  const entries = await prisma.releaseEntry.findMany({
    where: { workspaceId, releaseId: PRODUCTION_RELEASE },
    select: {
      moduleVersion: {
        select: { moduleId: true, version: true, activation: true, chunks: { orderBy: { ordinal: 'asc' } } },
      },
    },
  })
  const all = entries.flatMap(({ moduleVersion }) => moduleVersion.chunks)
  const state = await prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId } })
  const open = entries
    .filter(({ moduleVersion }) => moduleVersion.activation === 'semantic')
    .filter(({ moduleVersion }) => !moduleIds || moduleIds.includes(moduleVersion.moduleId))
    .flatMap(({ moduleVersion }) => moduleVersion.chunks)
  return open
    .map((chunk) => {
      const counts = (chunk.termCounts as [number, number][]).map(([id, count]) => ({ id, term: '', count }))
      const weights = bm25DocumentWeights(counts, chunk.length, state.averageLength)
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

describe.each([
  ['an index in memory', 5_000],
  ['the database', 0],
])('retrieval over pgvector, modules by %s', (_, maxIndexedModules) => {
  beforeAll(() => {
    port = createRetrievalPort({ ...scopeOf(workspaceId), maxIndexedModules })
  })

  it.each(QUERIES)('scores chunks as BM25 does: %s', async (text) => {
    const query = await toQuery(text)
    const expected = await bruteForce(query)
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
      (await bruteForce(query, inside)).map(({ chunkId }) => chunkId).sort(),
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
    expect([...versions.values()].sort()).toEqual([
      ...LIBRARY.slice(6).map(() => 1),
      ...LIBRARY.slice(0, 6).map(() => 2),
    ])
    for (const text of ['obsolete sentence about ordering keys', 'Gone: publish messages to a topic']) {
      const query = await toQuery(text)
      const modules = await port.searchModules(query, 100)
      const chunks = await port.searchChunks(query, 100)
      for (const hit of [...chunks.lexical, ...chunks.vector]) expect(hit.version).toBe(versions.get(hit.moduleId))
      const ids = [...modules.lexical, ...modules.vector].map(({ moduleId }) => moduleId)
      expect(ids).not.toContain('gone')
    }
    expect(await port.getModules(['gone', 'nothing'])).toEqual([])
    expect(await port.getChunks(['gone@1#0', 'answer-style@1#0', 'nonsense'])).toEqual([])
    expect(await port.getNeighbours(['answer-style@1#1', 'nonsense'], 1)).toEqual([[], []])
    const [around] = await port.getNeighbours(['answer-style@2#1'], 1)
    expect(around?.map(({ chunkId }) => chunkId)).toEqual(['answer-style@2#0'])
  })

  it('gives modules as they were written, standing ones by priority', async () => {
    const standing = await port.listStandingModules()
    const expected = LIBRARY.filter(({ activation }) => activation === 'always' || activation === 'rule')
    expect(standing.map(({ moduleId }) => moduleId).sort()).toEqual(expected.map(({ moduleId }) => moduleId).sort())
    const order = { high: 0, medium: 1, low: 2 }
    const ranks = standing.map(({ priority }) => order[priority])
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    for (const module of await port.getModules(LIBRARY.map(({ moduleId }) => moduleId))) {
      const source = LIBRARY.find(({ moduleId }) => moduleId === module.moduleId)
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

  it('filters, excludes and counts what each filter removed', async () => {
    const semantic = LIBRARY.filter(({ activation }) => activation === 'semantic')
    const filters = { category: 'guide', tags: ['api'] }
    const query = await toQuery('publish messages api', { filters, excludes: ['publish-messages'] })
    const found = await port.searchModules(query, 100)
    const passing = semantic
      .filter(
        ({ category, tags, moduleId }) =>
          category === 'guide' && tags.includes('api') && moduleId !== 'publish-messages',
      )
      .map(({ moduleId }) => moduleId)
    for (const { moduleId } of [...found.lexical, ...found.vector]) expect(passing).toContain(moduleId)
    expect(found.filters).toEqual([
      { name: 'category', removed: semantic.filter(({ category }) => category !== 'guide').length },
      {
        name: 'tags',
        removed: semantic.filter(({ category, tags }) => category === 'guide' && !tags.includes('api')).length,
      },
    ])
    const chunks = await port.searchChunks(query, 100)
    for (const { moduleId } of [...chunks.lexical, ...chunks.vector]) expect(passing).toContain(moduleId)
  })
})

describe('the module index in memory', () => {
  it('ranks modules as the database does, also after a change', async () => {
    const inMemory = createRetrievalPort(scopeOf(workspaceId))
    const inDatabase = createRetrievalPort({ ...scopeOf(workspaceId), maxIndexedModules: 0 })
    const rounded = (hits: { moduleId: string; score: number }[]) =>
      hits.map(({ moduleId, score }) => [moduleId, Number(score.toFixed(3))])
    for (const text of QUERIES) {
      const query = await toQuery(text)
      const [ours, theirs] = [await inMemory.searchModules(query, 8), await inDatabase.searchModules(query, 8)]
      expect(rounded(ours.lexical)).toEqual(rounded(theirs.lexical))
      expect(rounded(ours.vector)).toEqual(rounded(theirs.vector))
    }
    const actor = { kind: 'system', workspaceId, name: 'test' } as const
    await importModules(actor, { files: [{ path: 'zorilla.md', content: '# Zorilla\n\nA zorilla is striped.' }] })
    const query = await toQuery('zorilla')
    const fresh = createRetrievalPort(scopeOf(workspaceId))
    expect((await fresh.searchModules(query, 5)).lexical).toMatchObject([{ moduleId: 'zorilla', rank: 1 }])
    await archiveModules(actor, { ids: ['zorilla'] })
    const later = createRetrievalPort(scopeOf(workspaceId))
    expect((await later.searchModules(query, 5)).lexical).toEqual([])
  })
})
