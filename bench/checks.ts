import { createHash } from 'node:crypto'
import { parseArgs } from 'node:util'
import type { CheckedQueryInput } from '@/lib/schemas/query-sets/query-set'
import { fillWorkspace } from './shared/fill-workspace'
import { printTimes, TIMES_HEAD } from './shared/measure'
import { type BenchActor, createBenchWorkspace, withBenchDatabase } from './shared/open-database'
import { zipfQueries } from './shared/zipf-library'

/**
 * `npm run bench:checks [-- RUNS]`: a set of 200 queries with four checks each is run again and again on one state.
 * Nothing may differ between two runs: neither whether a check holds, nor the reason, nor a byte of the context.
 */

const QUERIES = 200
const CHUNKS = 2_000
const RUNS = 100

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const runs = Number(positionals[0] ?? RUNS)
  await withBenchDatabase(async () => {
    const actor = await createBenchWorkspace()
    await fillWorkspace(actor, CHUNKS)
    const { followEmbedding } = await import('@/lib/indexing/embedding/follow-embedding')
    await followEmbedding(actor.workspaceId)
    const id = await createSet(actor)
    const times: number[] = []
    const digests = new Map<string, number>()
    let checks = ''
    for (let n = 0; n < runs; n++) {
      const { digest, ms, counts } = await timeRun(actor, id)
      times.push(ms)
      digests.set(digest, (digests.get(digest) ?? 0) + 1)
      checks = counts
    }
    console.log(`\n${QUERIES} queries on ${CHUNKS.toLocaleString('en')} chunks, ${runs} runs: ${checks}\n${TIMES_HEAD}`)
    printTimes('one run of the set', times)
    console.log(`\nDifferent results: ${digests.size} (aim: 1).`)
    if (digests.size !== 1) process.exitCode = 1
  })
}

async function createSet(actor: BenchActor): Promise<string> {
  const { prisma } = await import('@/lib/db/client')
  const { createQuerySet } = await import('@/lib/services/query-sets/create-query-set')
  const modules = await prisma.module.findMany({
    where: { workspaceId: actor.workspaceId },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  const queries = zipfQueries(QUERIES, CHUNKS).map((text, n): CheckedQueryInput => {
    const module = modules[n % modules.length]?.id ?? ''
    return {
      id: `q${n}`,
      text,
      labels: [{ module }],
      checks: [
        { kind: 'excludes', module },
        { kind: 'within', module, first: 5 },
        { kind: 'tokens', section: 'knowledge', atMost: 2_000 },
        { kind: 'answered' },
      ],
    }
  })
  return (await createQuerySet(actor, { name: 'Bench', queries })).id
}

async function timeRun(actor: BenchActor, querySetId: string) {
  const { runQuerySet } = await import('@/lib/services/query-sets/run-query-set')
  const { continueCheckRun } = await import('@/lib/services/query-sets/continue-check-run')
  const { getCheckRun } = await import('@/lib/services/query-sets/get-check-run')
  const start = performance.now()
  let run = await runQuerySet(actor, { id: querySetId })
  while (run.status === 'running') run = await continueCheckRun(actor, { id: run.id })
  const ms = performance.now() - start
  const { results, held, failed, status } = await getCheckRun(actor, { id: run.id })
  if (status !== 'done') throw new Error(run.error ?? `The run is ${status}.`)
  const digest = createHash('sha256').update(JSON.stringify(results)).digest('hex')
  return { digest, ms, counts: `${held} checks hold, ${failed} fail` }
}

await main()
