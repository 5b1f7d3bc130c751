import { uniformNumbers } from '@/lib/engine/numbers/seeded-random'
import { fillWorkspace } from './shared/fill-workspace'
import { type BenchActor, createBenchWorkspace, withBenchDatabase } from './shared/open-database'
import { zipfQueries } from './shared/zipf-library'

/**
 * `npm run bench:ablation`: a query set of 100 queries on 10,000 chunks without one module at a time: contexts composed
 * beside all pairs of a query and a module, time, and contexts that were left out as unable to change and change after all.
 */

const CHUNKS = 10_000
const QUERIES = 100
const CHECK = { kind: 'answered' } as const
/** Pairs that are composed although the module was not met. */
const TRIED = 200

async function main(): Promise<void> {
  await withBenchDatabase(async () => {
    const actor = await createBenchWorkspace()
    await fillWorkspace(actor, CHUNKS)
    const { followEmbedding } = await import('@/lib/indexing/embedding/follow-embedding')
    await followEmbedding(actor.workspaceId)
    const { createQuerySet } = await import('@/lib/services/query-sets/create-query-set')
    const { startAblation } = await import('@/lib/services/ablations/start-ablation')
    const { continueAblation } = await import('@/lib/services/ablations/continue-ablation')
    const { getAblation } = await import('@/lib/services/ablations/get-ablation')
    const queries = zipfQueries(QUERIES, CHUNKS).map((text, n) => ({ id: `q${n}`, text, checks: [CHECK] }))
    const { id: querySet } = await createQuerySet(actor, { name: 'Bench', queries })

    const start = performance.now()
    let run = await startAblation(actor, { id: querySet })
    let longest = performance.now() - start
    while (run.status === 'running') {
      const before = performance.now()
      run = await continueAblation(actor, { id: run.id })
      longest = Math.max(longest, performance.now() - before)
    }
    const seconds = (performance.now() - start) / 1000
    const { modules, notTried } = await getAblation(actor, { id: run.id })
    const changed = modules.reduce((sum, { contexts }) => sum + contexts.length, 0)
    const composed = run.total - QUERIES
    console.log(`\n${QUERIES} queries, ${CHUNKS / 10} modules: ${run.status} after ${seconds.toFixed(1)} s`)
    console.log(`contexts composed without a module   ${composed} of ${(QUERIES * CHUNKS) / 10} pairs`)
    console.log(`each                                 ${((seconds * 1000) / run.total).toFixed(1)} ms`)
    console.log(`longest request                      ${longest.toFixed(0)} ms`)
    console.log(`contexts that change                 ${changed}`)
    console.log(`modules left out, beyond the limit   ${modules.length}, ${notTried}`)
    console.log(`unmet modules that change a context  ${await countMissed(actor, querySet, run.id)} of ${TRIED}`)
  })
}

/** Leaves modules out of contexts whose search did not meet them. */
async function countMissed(actor: BenchActor, querySetId: string, id: string): Promise<number> {
  const { prisma } = await import('@/lib/db/client')
  const { parseBaselines } = await import('@/lib/services/ablations/run/stored-ablation')
  const { checkQuery } = await import('@/lib/services/query-sets/checks/check-query')
  const { loadCheckedState } = await import('@/lib/services/query-sets/checks/checked-state')
  const { readRevision } = await import('../lib/services/workspaces/state/read-revision')
  const { getQuerySet } = await import('@/lib/services/query-sets/get-query-set')
  const { workspaceId } = actor
  const row = await prisma.ablation.findFirstOrThrow({ where: { workspaceId, id }, select: { baselines: true } })
  const baselines = parseBaselines(row.baselines)
  const { queries } = await getQuerySet(actor, { id: querySetId })
  const revision = await readRevision(workspaceId, 'production')
  const state = await loadCheckedState(workspaceId, { querySetId, releaseId: 'production', revision, queries })
  const modules = await prisma.module.findMany({ where: { workspaceId }, select: { id: true }, orderBy: { id: 'asc' } })
  const random = uniformNumbers(7)
  let missed = 0
  for (let tried = 0; tried < TRIED; ) {
    const at = Math.floor(random() * queries.length)
    const module = modules[Math.floor(random() * modules.length)]!.id
    if (baselines[at]!.met.includes(module)) continue
    tried++
    const { result } = await checkQuery(actor, queries[at]!, state, { excludes: [module] })
    if (result.contextHash !== baselines[at]!.contextHash) missed++
  }
  return missed
}

await main()
