import { fillWorkspace } from './shared/fill-workspace'
import { printTimes, TIMES_HEAD } from './shared/measure'
import { type BenchActor, createBenchWorkspace, withBenchDatabase } from './shared/open-database'
import { zipfQueries } from './shared/zipf-library'

/**
 * `npm run bench:effect`: what a change request with edits of ten modules does to the contexts of 100 queries, each composed
 * with production and with the change, on 10,000 chunks.
 */

const CHUNKS = 10_000
const QUERIES = 100
const EDITED = 10
const LOOKS = 3
const CHECK = { kind: 'answered' } as const

async function main(): Promise<void> {
  await withBenchDatabase(async () => {
    const actor = await createBenchWorkspace()
    await fillWorkspace(actor, CHUNKS)
    const { followEmbedding } = await import('@/lib/indexing/embedding/follow-embedding')
    await followEmbedding(actor.workspaceId)
    const { createQuerySet } = await import('@/lib/services/query-sets/create-query-set')
    const queries = zipfQueries(QUERIES, CHUNKS).map((text, n) => ({ id: `q${n}`, text, checks: [CHECK] }))
    const { id: querySet } = await createQuerySet(actor, { name: 'Bench', queries })
    const { number, edit } = await propose(actor)
    // what a server has read once
    await look(actor, number, querySet, 1)

    console.log(`\n${QUERIES} queries, ${EDITED} of ${CHUNKS / 10} modules edited\n${TIMES_HEAD}`)
    const first: number[] = []
    const again: number[] = []
    let changed = 0
    for (let n = 0; n < LOOKS; n++) {
      await edit(n)
      first.push((await look(actor, number, querySet)).ms)
      const { ms, changes } = await look(actor, number, querySet)
      again.push(ms)
      changed = changes
    }
    printTimes('after an edit', first)
    printTimes('once more', again)
    console.log(`\n${changed} contexts change.`)
  })
}

/** Proposes a sentence more in some modules. */
async function propose(actor: BenchActor) {
  const { createChangeRequest } = await import('@/lib/services/change-requests/create-change-request')
  const { putChangeEdits } = await import('@/lib/services/change-requests/put-change-edits')
  const { getModule } = await import('@/lib/services/modules/get-module')
  const { listModules } = await import('@/lib/services/modules/list-modules')
  const { items } = await listModules(actor, { limit: EDITED })
  const sources = await Promise.all(items.map(({ id }) => getModule(actor, { id })))
  const editsOf = (n: number) =>
    sources.map(({ id, source }) => ({ moduleId: id, source: `${source}\n\n${zipfQueries(1, n + 7)[0]}.\n` }))
  const { number } = await createChangeRequest(actor, { title: 'Bench', edits: editsOf(100) })
  return { number, edit: (n: number) => putChangeEdits(actor, { number, edits: editsOf(n) }) }
}

/** All of it, or its first queries alone. */
async function look(actor: BenchActor, number: number, querySet: string, queries = QUERIES) {
  const { previewChangeEffect } = await import('@/lib/services/change-requests/preview-change-effect')
  const start = performance.now()
  let changes = 0
  for (let from: number | null = 0; from !== null && from < queries; ) {
    const effect: Awaited<ReturnType<typeof previewChangeEffect>> = await previewChangeEffect(actor, {
      number,
      querySet,
      from,
    })
    changes += effect.changes.length
    from = effect.next
  }
  return { ms: performance.now() - start, changes }
}

await main()
