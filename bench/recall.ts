import { DEFAULT_POLICY_SETTINGS, extractTerms, type SearchFilters, type SearchQuery } from '@/lib/engine'
import { selectModules } from '@/lib/engine/retrieve/select-modules'
import { offlineEmbedding } from '@/lib/models/embedding/offline-embedding'
import { type Document, findExactly, K, type Recall, type Release } from './recall/exact'
import { benchVersions, fillWorkspace } from './shared/fill-workspace'
import { quantile } from './shared/measure'
import { type BenchActor, createBenchWorkspace, findBenchWorkspace, withBenchDatabase } from './shared/open-database'
import { zipfQueries } from './shared/zipf-library'

/**
 * `npm run bench:recall [-- CHUNKS… --keep]`: how many of the exact ten best chunks a search finds, under filters of differing
 * selectivity, in one of several workspaces and in a second release of it: by memory, by the database, which looks at each
 * vector, and on a server by its approximate index. The exact ones are found by looking at every chunk. "Composing" is the same search behind the coarse stage, inside the
 * modules that it lets through at the default policy: by words it must lose nothing, by vectors it is a trade for speed.
 *
 * Filling 100,000 chunks takes many minutes. With `DATABASE_URL`, `--keep` leaves the workspaces there, and the next run
 * begins with them; a run without it deletes them.
 */

const SIZES = [20_000, 100_000]
const AIM = 0.97
const QUERIES = { memory: 40, database: 8, index: 40 }
const OTHERS = { workspaces: 2, chunks: 2_000 }
const CANARY = 'canary'
const FILTERS: Record<string, SearchFilters> = {
  'no filter': {},
  'priority, a third': { priority: 'high' },
  'category, an eighth': { category: 'c3' },
  'tag, a twentieth': { tags: ['t7'] },
  'category and tag, a fortieth': { category: 'c3', tags: ['t7'] },
}

async function main(): Promise<void> {
  const sizes = process.argv.slice(2).map(Number).filter(Boolean)
  const isKept = process.argv.includes('--keep')
  let worst = 1
  await withBenchDatabase(async () => {
    for (let i = 0; i < OTHERS.workspaces; i++) {
      await openFilled(`recall-other-${i}`, OTHERS.chunks, 100 + i)
    }
    for (const chunks of sizes.length > 0 ? sizes : SIZES) worst = Math.min(worst, await benchmark(chunks))
  }, isKept)
  console.log(`\nworst recall@${K}: ${worst.toFixed(3)} (aim ${AIM})`)
  if (worst < AIM) process.exitCode = 1
}

type Scope = { workspaceId: string; releaseId: string; embeddingModel: string; maxIndexedModules: number }
type Way = { by: keyof typeof QUERIES; maxIndexedModules: number }

async function benchmark(chunks: number): Promise<number> {
  const actor = await openFilled(`recall-${chunks}-chunks`, chunks)
  const documents = await readDocuments(chunks)
  const releases = [{ releaseId: 'production', documents }, await addCanary(actor, documents)]
  const averageLength = await averageOf(actor.workspaceId)
  console.log(
    `\n${`${chunks.toLocaleString('en')} chunks`.padEnd(50)}lexical  vector   p50 of both, of vectors alone   composing: lexical  vector`,
  )
  let worst = 1
  const runAll = async ({ by, maxIndexedModules }: Way) => {
    for (const release of releases) {
      const { releaseId } = release
      const search = await openSearch({
        ...{ workspaceId: actor.workspaceId, releaseId, maxIndexedModules },
        embeddingModel: offlineEmbedding.model,
      })
      const statistics = { averageLength, counted: release.documents }
      for (const [name, filters] of Object.entries(FILTERS)) {
        const recalls: Recall[] = []
        const composing: Recall[] = []
        const times: { both: number; vectors: number }[] = []
        for (const text of zipfQueries(QUERIES[by], 7)) {
          const query = await toQuery(text, filters)
          const startedAt = performance.now()
          const found = await search.whole(query)
          const both = performance.now() - startedAt
          await search.whole({ ...query, terms: [] })
          times.push({ both, vectors: performance.now() - startedAt - both })
          const recallOf = findExactly(release, query, statistics)
          recalls.push(recallOf(found))
          composing.push(recallOf(await search.composing(query)))
        }
        const means = [mean(recalls, 'lexical'), mean(recalls, 'vector'), mean(composing, 'lexical')] as const
        worst = Math.min(worst, ...means)
        const p50 = (of: 'both' | 'vectors') =>
          `${quantile(
            times.map((time) => time[of]),
            0.5,
          ).toFixed(0)} ms`.padStart(of === 'both' ? 14 : 18)
        console.log(
          `${`${releaseId} by ${by}, ${name}`.padEnd(50)}${means[0].toFixed(3).padStart(7)}${means[1].toFixed(3).padStart(8)}${p50('both')}${p50('vectors')}${means[2].toFixed(3).padStart(20)}${mean(composing, 'vector').toFixed(3).padStart(8)}`,
        )
      }
    }
  }
  await runAll({ by: 'memory', maxIndexedModules: 1_000_000 })
  await dropKeptIndexes(actor.workspaceId)
  await runAll({ by: 'database', maxIndexedModules: 0 })
  if (await makeIndexes(actor.workspaceId)) await runAll({ by: 'index', maxIndexedModules: 0 })
  return worst
}

const mean = (of: Recall[], kind: keyof Recall) => of.reduce((sum, recall) => sum + recall[kind], 0) / of.length

/** Those of an earlier run, so that each vector is looked at first. */
async function dropKeptIndexes(workspaceId: string): Promise<void> {
  const { prisma } = await import('@/lib/db/client')
  const { dropUnused } = await import('@/lib/indexing/embedding/drop-unused')
  await prisma.approximateIndex.deleteMany({ where: { workspaceId } })
  await dropUnused()
}

/** However few vectors there are. @returns whether chunks are searched by one: not on the embedded database, nor where it found too little */
async function makeIndexes(workspaceId: string): Promise<boolean> {
  const { prisma } = await import('@/lib/db/client')
  const { followApproximate } = await import('@/lib/indexing/embedding/follow-approximate')
  const { RECALL_AIM } = await import('@/lib/db/retrieval/approximate/serving')
  const startedAt = performance.now()
  await followApproximate(workspaceId, undefined, { chunks: 0, modules: 0 })
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
  const made = await prisma.approximateIndex.findMany({ where: { workspaceId }, orderBy: { documents: 'asc' } })
  for (const { documents, rows, effort, recall } of made) {
    const found = `recall@${K} ${recall.toFixed(3)} on words of its texts with ivfflat.probes ${effort}`
    const verdict = recall < RECALL_AIM ? ': refused, they are searched exactly' : ''
    console.log(
      `made and measured in ${seconds} s altogether: an index of ${rows.toLocaleString('en')} ${documents}, ${found}${verdict}`,
    )
  }
  return made.some(({ documents, recall }) => documents === 'chunks' && recall >= RECALL_AIM)
}

async function openSearch(scope: Scope) {
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

async function openFilled(name: string, chunks: number, seed?: number): Promise<BenchActor> {
  const kept = await findBenchWorkspace(name, chunks)
  if (kept) return kept
  const actor = await createBenchWorkspace(name)
  await fillWorkspace(actor, chunks, undefined, seed)
  return actor
}

async function readDocuments(chunks: number): Promise<Document[]> {
  const documents: Document[] = []
  for await (const { moduleId, category, tags, priority, chunks: stored, vectors } of benchVersions(chunks)) {
    for (const [i, { ordinal, length, termCounts }] of stored.entries()) {
      const vector = Float32Array.from(vectors[0]?.chunks[i]?.embedding ?? [])
      const id = `${moduleId}@1#${ordinal}`
      const counts = new Map(Array.from(termCounts.ids, (id, at) => [id, termCounts.frequencies[at]!]))
      documents.push({ id, moduleId, category, tags, priority, length, counts, vector })
    }
  }
  return documents
}

/** A second release with every other module of production. */
async function addCanary({ workspaceId }: BenchActor, documents: Document[]): Promise<Release> {
  const { prisma } = await import('@/lib/db/client')
  const { bumpRevision } = await import('@/lib/db/releases/bump-revision')
  const { setReleaseEntries } = await import('@/lib/db/releases/set-release-entries')
  const isIn = (moduleId: string) => Number(moduleId.slice(1)) % 2 === 0
  const canary = { releaseId: CANARY, documents: documents.filter(({ moduleId }) => isIn(moduleId)) }
  const removed = [...new Set(documents.map(({ moduleId }) => moduleId))].filter((moduleId) => !isIn(moduleId))
  const stored = await prisma.releaseEntry.count({ where: { workspaceId, releaseId: CANARY } })
  if (stored === removed.length) return canary
  await prisma.release.deleteMany({ where: { workspaceId, id: CANARY } })
  await prisma.release.create({ data: { workspaceId, id: CANARY, baseId: 'production', state: { create: {} } } })
  for (let at = 0; at < removed.length; at += 1_000)
    await prisma.$transaction(async (tx) => {
      await bumpRevision(tx, workspaceId)
      const entries = removed.slice(at, at + 1_000).map((moduleId) => ({ moduleId, version: null }))
      await setReleaseEntries(tx, workspaceId, CANARY, entries)
    })
  return canary
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
