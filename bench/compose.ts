import { createServer, type Server } from 'node:http'
import { fillWorkspace } from './shared/fill-workspace'
import { printTimes, quantile, TIMES_HEAD, timeEach } from './shared/measure'
import { type BenchActor, createBenchWorkspace, withBenchDatabase } from './shared/open-database'
import { zipfQueries } from './shared/zipf-library'

/**
 * `npm run bench:compose [-- CHUNKS…]`: composing in workspaces of 1,000, 10,000 and 100,000 chunks, per step, and with
 * authorization, storing, HTTP and an API key around it. No query is asked twice, so that no cache answers, but for those
 * that are asked again after a module was edited.
 */

const SIZES = [1_000, 10_000, 100_000]
const WARM_UP = 10
const RUNS = 100
/** No more than the caches have room for. */
const REMEMBERED = 60
const MODEL = 'claude-sonnet-4-5'

async function main(): Promise<void> {
  const sizes = process.argv.slice(2).map(Number).filter(Boolean)
  await withBenchDatabase(async () => {
    const medians: [number, number][] = []
    for (const chunks of sizes.length > 0 ? sizes : SIZES) medians.push([chunks, await benchmark(chunks)])
    const [, ...larger] = medians
    for (const [i, [chunks, median]] of larger.entries()) {
      const [before, base] = medians[i] ?? [0, 0]
      const times = (median / base).toFixed(1)
      console.log(
        `\n${chunks.toLocaleString('en')} chunks take ${times} × the median of ${before.toLocaleString('en')}.`,
      )
    }
  })
}

/** The median of the engine with its queries, in milliseconds. */
async function benchmark(chunks: number): Promise<number> {
  const actor = await createBenchWorkspace()
  const start = performance.now()
  await fillWorkspace(actor, chunks)
  const filled = performance.now()
  // what a server's worker does after an import
  const { followEmbedding } = await import('@/lib/indexing/embedding/follow-embedding')
  await followEmbedding(actor.workspaceId)
  const embedded = performance.now()
  await settleIndex(actor)
  const seconds = (ms: number) => (ms / 1_000).toFixed(1)
  const { rss, arrayBuffers } = process.memoryUsage()
  console.log(
    `\n${chunks.toLocaleString('en')} chunks, stored in ${seconds(filled - start)} s, embedded in ${seconds(embedded - filled)} s`,
  )
  console.log(
    `read into memory in ${seconds(performance.now() - embedded)} s; process ${megabytes(rss)}, of it indexes and other buffers ${megabytes(arrayBuffers)}`,
  )
  console.log(TIMES_HEAD)
  const queries = zipfQueries(3 * (RUNS + WARM_UP), chunks)
  const part = (i: number) => queries.slice(i * (RUNS + WARM_UP), (i + 1) * (RUNS + WARM_UP))
  const { engine, steps } = await measureEngine(actor, part(0))
  printTimes('engine with its queries', engine)
  for (const [name, times] of steps) printTimes(`  ${name}`, times)
  await writeModule(actor, 'A module that will be edited.')
  printTimes('+ authorization, storing the composition', await measureVerb(actor, part(1)))
  const { kept, afresh, again } = await measureKept(actor, part(1).slice(-REMEMBERED))
  printTimes(`  after an edit, ${kept.length} that it did not change`, kept)
  printTimes(`  after an edit, ${afresh.length} composed again`, afresh)
  printTimes('  asked once more', again)
  printTimes('+ HTTP and the API key', await measureHttp(actor, part(2)))
  return quantile(engine, 0.5)
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`

/** Large releases are read into memory in the background; what is measured is a server that has been up for a while. */
async function settleIndex(actor: BenchActor): Promise<void> {
  const { settleReleaseIndex } = await import('@/lib/db/retrieval/memory/read-release-index')
  const { settleModules } = await import('@/lib/db/retrieval/memory/warm-modules')
  const { searchModules } = await import('@/lib/services/search/search-modules')
  const { readEmbedding } = await import('@/lib/indexing/embedding/read-embedding')
  const { releaseOf } = await import('@/lib/db/releases/release')
  const { workspaceId } = actor
  await searchModules(actor, { query: 'warm up' })
  const scope = releaseOf(workspaceId)
  const { active } = await readEmbedding(workspaceId)
  await settleReleaseIndex({ ...scope, embeddingModel: active.id })
  await settleModules(scope)
}

async function measureEngine(actor: BenchActor, queries: string[]) {
  const { composeContext } = await import('@/lib/engine')
  const { createEnginePorts } = await import('@/lib/services/compose/engine/engine-ports')
  const { resolveRequest } = await import('@/lib/services/compose/request/resolve-request')
  const steps = new Map<string, number[]>()
  let run = 0
  const engine = await timeEach(queries, WARM_UP, async (query) => {
    const { request } = await resolveRequest(actor, { query, model: MODEL })
    const { trace } = await composeContext(request, await createEnginePorts(request))
    if (run++ < WARM_UP) return
    for (const { name, ms } of trace.steps) steps.set(name, [...(steps.get(name) ?? []), ms])
  })
  return { engine, steps }
}

async function measureVerb(actor: BenchActor, queries: string[]): Promise<number[]> {
  const { createComposition } = await import('@/lib/services/compose/create-composition')
  return timeEach(queries, WARM_UP, (query) => createComposition(actor, { query, model: MODEL }))
}

async function writeModule(actor: BenchActor, text: string): Promise<void> {
  const { importModules } = await import('@/lib/services/imports/import-modules')
  await importModules(actor, {
    files: [{ path: 'edited.md', content: `---\nname: Edited\n---\n\n# Edited\n\n${text}\n` }],
  })
}

/** The queries of the run before, once more after one module was edited, and then without an edit. */
async function measureKept(actor: BenchActor, queries: string[]) {
  const { createComposition } = await import('@/lib/services/compose/create-composition')
  await writeModule(actor, 'A module that was edited once.')
  const times = { kept: [] as number[], afresh: [] as number[] }
  for (const query of queries) {
    const start = performance.now()
    const { trace } = await createComposition(actor, { query, model: MODEL })
    const isKept = trace.caches?.[0]?.name === 'kept composition'
    times[isKept ? 'kept' : 'afresh'].push(performance.now() - start)
  }
  return { ...times, again: await measureVerb(actor, queries) }
}

async function measureHttp(actor: BenchActor, queries: string[]): Promise<number[]> {
  const { createApiKey } = await import('@/lib/services/api-keys/create-api-key')
  const { POST } = await import('@/app/api/v1/compose/route')
  const { secret } = await createApiKey(actor, { name: 'bench', scopes: ['compose'] })
  const server = await serve(async (request) => POST(request, { params: Promise.resolve({}) }))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/v1/compose`
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  try {
    return await timeEach(queries, WARM_UP, async (query) => {
      const body = JSON.stringify({ query, model: MODEL })
      const response = await fetch(url, { method: 'POST', headers, body })
      const text = await response.text()
      if (!response.ok) throw new Error(text)
    })
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

function serve(handle: (request: Request) => Promise<Response>): Promise<Server> {
  const server = createServer(async (incoming, outgoing) => {
    const parts: Uint8Array[] = []
    for await (const part of incoming) parts.push(part)
    const headers = new Headers(incoming.headers as Record<string, string>)
    const url = `http://127.0.0.1${incoming.url}`
    const response = await handle(
      new Request(url, { method: incoming.method ?? 'GET', headers, body: Buffer.concat(parts) }),
    )
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text())
  })
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)))
}

await main()
