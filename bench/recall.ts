import {
  bm25Idf,
  bm25Norm,
  bm25Weight,
  DEFAULT_POLICY_SETTINGS,
  extractTerms,
  type SearchFilters,
  type SearchQuery,
} from '@/lib/engine'
import { selectModules } from '@/lib/engine/retrieve/select-modules'
import { offlineEmbedding } from '@/lib/models/offline-embedding'
import { fillWorkspace } from './fill-workspace'
import { quantile, timeEach } from './measure'
import { type BenchActor, createBenchWorkspace, withBenchDatabase } from './open-database'
import { zipfQueries } from './zipf-library'

/**
 * `npm run bench:recall [-- CHUNKS…]`: how many of the exact ten best chunks a search finds, under filters of differing
 * selectivity, in one of several workspaces and in a second release of it; by the index in memory and by the database.
 * The exact ones are found by looking at every chunk. "Composing" is the same search behind the coarse stage, inside the
 * modules that it lets through at the default policy: by words it must lose nothing, by vectors it is a trade for speed.
 */

const SIZES = [10_000, 100_000]
const K = 10
const AIM = 0.97
const QUERIES = { memory: 40, database: 8 }
const OTHERS = { workspaces: 2, chunks: 2_000 }
const CANARY = 'canary'
const FILTERS: Record<string, SearchFilters> = {
  'no filter': {},
  'priority, a third': { priority: 'high' },
  'category, an eighth': { category: 'c3' },
  'tag, a twentieth': { tags: ['t7'] },
  'category and tag, a fortieth': { category: 'c3', tags: ['t7'] },
}

type Document = {
  id: string
  moduleId: string
  category: string | null
  tags: string[]
  priority: string
  length: number
  counts: Map<number, number>
  vector: ArrayLike<number>
}
type Statistics = { counted: Document[]; averageLength: number }
type Release = { releaseId: string; documents: Document[] }

async function main(): Promise<void> {
  const sizes = process.argv.slice(2).map(Number).filter(Boolean)
  let worst = 1
  await withBenchDatabase(async () => {
    for (let i = 0; i < OTHERS.workspaces; i++) {
      await fillWorkspace(await createBenchWorkspace(), OTHERS.chunks, undefined, 100 + i)
    }
    for (const chunks of sizes.length > 0 ? sizes : SIZES) worst = Math.min(worst, await benchmark(chunks))
  })
  console.log(`\nworst recall@${K}: ${worst.toFixed(3)} (aim ${AIM})`)
  if (worst < AIM) process.exitCode = 1
}

async function benchmark(chunks: number): Promise<number> {
  const actor = await createBenchWorkspace()
  const documents = await fill(actor, chunks)
  const canary = await addCanary(actor, documents)
  const { workspaceId } = actor
  console.log(
    `\n${chunks.toLocaleString('en')} chunks${''.padEnd(36)}lexical    vector   p50 of a search   composing: lexical    vector`,
  )
  let worst = 1
  for (const release of [{ releaseId: 'production', documents }, canary]) {
    const averageLength = await averageOf(workspaceId)
    for (const [by, maxIndexedModules] of [
      ['memory', 1_000_000],
      ['database', 0],
    ] as const) {
      const scope = {
        workspaceId,
        releaseId: release.releaseId,
        embeddingModel: offlineEmbedding.model,
        maxIndexedModules,
      }
      const search = await openSearch(scope)
      for (const [name, filters] of Object.entries(FILTERS)) {
        const recalls: { lexical: number; vector: number }[] = []
        const composing: { lexical: number; vector: number }[] = []
        const texts = zipfQueries(QUERIES[by], 7)
        const times = await timeEach(texts, 1, async (text) => {
          const query = await toQuery(text, filters)
          const found = await search.whole(query)
          // the database weighs terms by how often the production release has them, whichever release is searched
          const counted = by === 'memory' ? release.documents : documents
          recalls.push(compare(found, release, query, { averageLength, counted }))
          composing.push(compare(await search.composing(query), release, query, { averageLength, counted }))
        })
        const mean = (kind: 'lexical' | 'vector', of = recalls) =>
          of.reduce((sum, recall) => sum + recall[kind], 0) / of.length
        worst = Math.min(worst, mean('lexical'), mean('vector'), mean('lexical', composing))
        const label = `${release.releaseId} by ${by}, ${name}`
        // the exact searches are part of the time
        const ms = `${quantile(times, 0.5).toFixed(0)} ms`
        console.log(
          `${label.padEnd(50)}${mean('lexical').toFixed(3).padStart(7)}${mean('vector').toFixed(3).padStart(10)}${ms.padStart(14)}${mean('lexical', composing).toFixed(3).padStart(22)}${mean('vector', composing).toFixed(3).padStart(10)}`,
        )
      }
    }
  }
  return worst
}

async function openSearch(scope: {
  workspaceId: string
  releaseId: string
  embeddingModel: string
  maxIndexedModules: number
}) {
  const { openRetrieval } = await import('@/lib/db/retrieval/open')
  const { settleReleaseIndex } = await import('@/lib/db/retrieval/memory/read-release-index')
  if (scope.maxIndexedModules > 0) {
    await openRetrieval(scope).searchModules({ terms: [], excludes: [] }, 1)
    await settleReleaseIndex(scope)
  }
  const settings = DEFAULT_POLICY_SETTINGS.retrieval
  return {
    whole: (query: SearchQuery) => openRetrieval(scope).searchChunks(query, K),
    async composing(query: SearchQuery) {
      const port = openRetrieval(scope)
      const { modules } = await selectModules(query, settings, new Set(), port)
      return port.searchChunks(query, K, [...modules.keys()])
    },
  }
}

type Found = Awaited<ReturnType<Awaited<ReturnType<typeof openSearch>>['whole']>>

/** Shares of the exact ten best that were found; another one with the same score counts as well. */
function compare(found: Found, release: Release, query: SearchQuery, statistics: Statistics) {
  const open = release.documents.filter((document) => passes(document, query.filters ?? {}))
  return {
    lexical: recall(found.lexical, scoreLexically(open, query, statistics)),
    vector: recall(found.vector, scoreByVector(open, query)),
  }
}

function recall(hits: { chunkId: string }[], scores: Map<string, number>): number {
  const exact = [...scores.values()]
    .filter((score) => score > 0)
    .sort((a, b) => b - a)
    .slice(0, K)
  const least = (exact.at(-1) ?? 0) - 1e-6
  if (exact.length === 0) return 1
  return hits.filter(({ chunkId }) => (scores.get(chunkId) ?? 0) >= least).length / exact.length
}

function scoreLexically(open: Document[], { terms }: SearchQuery, { counted, averageLength }: Statistics) {
  const idfs = terms.map(
    ({ id }) => [id, bm25Idf(counted.length, counted.filter(({ counts }) => counts.has(id)).length)] as const,
  )
  return new Map(
    open.map(({ id, counts, length }) => {
      const norm = bm25Norm(length, averageLength)
      return [
        id,
        idfs.reduce(
          (sum, [term, idf]) => sum + idf * (counts.has(term) ? bm25Weight(counts.get(term) ?? 0, norm) : 0),
          0,
        ),
      ]
    }),
  )
}

function scoreByVector(open: Document[], { embedding = [] }: SearchQuery) {
  return new Map(
    open.map(({ id, vector }) => [id, embedding.reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0)]),
  )
}

function passes({ category, tags, priority }: Document, filters: SearchFilters): boolean {
  if (filters.category !== undefined && category !== filters.category) return false
  if (filters.priority !== undefined && priority !== filters.priority) return false
  return (filters.tags ?? []).every((tag) => tags.includes(tag))
}

async function fill(actor: BenchActor, chunks: number): Promise<Document[]> {
  const documents: Document[] = []
  await fillWorkspace(actor, chunks, ({ moduleId, category, tags, priority, chunks, vectors }) => {
    for (const [i, { ordinal, length, termCounts }] of chunks.entries()) {
      const vector = Float32Array.from(vectors[0]?.chunks[i]?.embedding ?? [])
      const id = `${moduleId}@1#${ordinal}`
      const counts = new Map(Array.from(termCounts.ids, (id, at) => [id, termCounts.frequencies[at]!]))
      documents.push({ id, moduleId, category, tags, priority, length, counts, vector })
    }
  })
  return documents
}

/** A second release with every other module of production. */
async function addCanary({ workspaceId }: BenchActor, documents: Document[]): Promise<Release> {
  const { prisma } = await import('@/lib/db/client')
  const { bumpRevision } = await import('@/lib/db/bump-revision')
  const { setReleaseEntries } = await import('@/lib/db/releases/set-release-entries')
  await prisma.release.create({ data: { workspaceId, id: CANARY, baseId: 'production', state: { create: {} } } })
  const isIn = (moduleId: string) => Number(moduleId.slice(1)) % 2 === 0
  const removed = [...new Set(documents.map(({ moduleId }) => moduleId))].filter((moduleId) => !isIn(moduleId))
  for (let at = 0; at < removed.length; at += 1_000)
    await prisma.$transaction(async (tx) => {
      await bumpRevision(tx, workspaceId)
      const entries = removed.slice(at, at + 1_000).map((moduleId) => ({ moduleId, version: null }))
      await setReleaseEntries(tx, workspaceId, CANARY, entries)
    })
  return { releaseId: CANARY, documents: documents.filter(({ moduleId }) => isIn(moduleId)) }
}

async function averageOf(workspaceId: string): Promise<number> {
  const { prisma } = await import('@/lib/db/client')
  const { readPinnedLengths } = await import('@/lib/db/releases/release-state')
  return (await readPinnedLengths(prisma, workspaceId)).averageLength
}

async function toQuery(text: string, filters: SearchFilters): Promise<SearchQuery> {
  const [embedding = []] = await offlineEmbedding.embed([text])
  return { terms: extractTerms(text), embedding, filters, excludes: [] }
}

await main()
