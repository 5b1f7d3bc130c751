import { fillWorkspace } from './shared/fill-workspace'
import { printTimes, quantile, TIMES_HEAD } from './shared/measure'
import { type BenchActor, createBenchWorkspace, withBenchDatabase } from './shared/open-database'
import { zipfQueries } from './shared/zipf-library'

/**
 * `npm run bench:release`: composing on a release that differs from production by 50 of 2,000 modules beside composing on
 * production, in turns, and how long such a release takes to be opened for the first time. No query is asked twice on the
 * same release.
 */

const MODULES = 2_000
const DIFFERENT = 50
const CHUNKS_PER_MODULE = 10
const RELEASES = 10
const WARM_UP = 10
const RUNS = 100
const MODEL = 'claude-sonnet-4-5'
const PRODUCTION = 'production'

async function main(): Promise<void> {
  await withBenchDatabase(async () => {
    const actor = await createBenchWorkspace()
    await fillWorkspace(actor, MODULES * CHUNKS_PER_MODULE)
    // the versions that the releases hold are then older than production's
    await fillWorkspace(actor, DIFFERENT * CHUNKS_PER_MODULE, undefined, 2, 1)
    const { followEmbedding } = await import('@/lib/indexing/embedding/follow-embedding')
    await followEmbedding(actor.workspaceId)
    const releases = await createReleases(actor)
    // older versions have no vectors before a release holds them
    await followEmbedding(actor.workspaceId)
    await settle(actor)
    console.log(`\n${MODULES.toLocaleString('en')} modules, of which ${DIFFERENT} differ\n${TIMES_HEAD}`)
    const opening: number[] = []
    for (const release of releases) opening.push(await timeOpening(actor, release))
    printTimes('opening a release', opening)
    const queries = zipfQueries(RUNS + WARM_UP, MODULES * CHUNKS_PER_MODULE)
    const times = new Map<string, number[]>([PRODUCTION, releases[0]!].map((release) => [release, []]))
    for (const [i, query] of queries.entries()) {
      // who comes first takes turns too
      for (const release of i % 2 === 0 ? times.keys() : [...times.keys()].reverse()) {
        const ms = await timeComposing(actor, query, release)
        if (i >= WARM_UP) times.get(release)!.push(ms)
      }
    }
    for (const [release, each] of times) printTimes(`composing on ${release}`, each)
    const [base = 1, other = 0] = [...times.values()].map((each) => quantile(each, 0.5))
    console.log(
      `\nThe release takes ${(other / base).toFixed(2)} × the median of production (aim: 1.2), and is opened in`,
    )
    console.log(`${quantile(opening, 0.5).toFixed(1)} ms (aim: 50).`)
  })
}

/** Each holds earlier versions of modules, and lacks every fifth of them. */
async function createReleases(actor: BenchActor): Promise<string[]> {
  const { prisma } = await import('@/lib/db/client')
  const { createRelease } = await import('@/lib/services/releases/create-release')
  const versions = await prisma.moduleVersion.findMany({
    where: { workspaceId: actor.workspaceId, version: 2 },
    orderBy: { moduleId: 'asc' },
    select: { moduleId: true },
  })
  const entries = versions.map(({ moduleId }, i) => ({ moduleId, version: i % 5 === 0 ? null : 1 }))
  const ids = Array.from({ length: RELEASES }, (_, i) => `release-${i + 1}`)
  for (const id of ids) await createRelease(actor, { id, name: id, entries })
  return ids
}

async function settle(actor: BenchActor): Promise<void> {
  const { settleReleaseIndex } = await import('@/lib/db/retrieval/memory/read-release-index')
  const { settleModules } = await import('@/lib/db/retrieval/memory/warm-modules')
  const { searchModules } = await import('@/lib/services/search/search-modules')
  const scope = { workspaceId: actor.workspaceId, releaseId: PRODUCTION, embeddingModel: await activeIndex(actor) }
  await searchModules(actor, { query: 'warm up' })
  await settleReleaseIndex(scope)
  await settleModules(scope)
  await searchModules(actor, { query: 'warm up' })
}

async function activeIndex({ workspaceId }: BenchActor): Promise<string> {
  const { readEmbedding } = await import('@/lib/indexing/embedding/read-embedding')
  return (await readEmbedding(workspaceId)).active.id
}

async function timeOpening(actor: BenchActor, releaseId: string): Promise<number> {
  const { prisma } = await import('@/lib/db/client')
  const { readReleaseIndex } = await import('@/lib/db/retrieval/memory/read-release-index')
  const { readReleaseState } = await import('@/lib/db/releases/release-state')
  const { workspaceId } = actor
  const embeddingModel = await activeIndex(actor)
  const start = performance.now()
  const state = await readReleaseState(prisma, { workspaceId, releaseId })
  if (!state) throw new Error(`There is no release ${releaseId}.`)
  const index = await readReleaseIndex(prisma, { workspaceId, releaseId, embeddingModel }, state)
  const ms = performance.now() - start
  if (!index.chunkDocuments) throw new Error('The chunks are not in memory.')
  return ms
}

async function timeComposing(actor: BenchActor, query: string, release: string): Promise<number> {
  const { composeContext } = await import('@/lib/engine')
  const { createEnginePorts } = await import('@/lib/services/compose/engine/engine-ports')
  const { resolveRequest } = await import('@/lib/services/compose/request/resolve-request')
  const start = performance.now()
  const { request } = await resolveRequest(actor, { query, model: MODEL, release })
  await composeContext(request, await createEnginePorts(request))
  return performance.now() - start
}

await main()
