import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@/lib/db/embedded/start-embedded'
import { migrate } from '@/lib/db/migrations/migrate'
import type { Actor } from '@/lib/services/actor'
import { zipfModules, zipfQueries } from './zipf-library'

/** `npm run bench:compose [-- CHUNKS…]`: composing in workspaces of 1,000 and 10,000 chunks on an embedded database. */

const CHUNKS_PER_MODULE = 10
const MODULES_PER_IMPORT = 250
const WARM_UP = 10
const RUNS = 100
const MODEL = 'claude-sonnet-4-5'

async function main(): Promise<void> {
  const sizes = process.argv.slice(2).map(Number).filter(Boolean)
  const folder = mkdtempSync(join(tmpdir(), 'loadout-bench-'))
  const database = await startEmbedded(folder)
  try {
    await migrate(database.config)
    // read through lib/env by everything that is loaded from here on
    process.env.LOADOUT_DATA_DIR = folder
    for (const chunks of sizes.length > 0 ? sizes : [1_000, 10_000]) await benchmark(chunks)
    const { closeDatabase } = await import('@/lib/db/client')
    await closeDatabase()
  } finally {
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchmark(chunks: number): Promise<void> {
  const actor = await buildWorkspace(chunks)
  const queries = zipfQueries(RUNS + WARM_UP)
  const { engine, steps } = await measureEngine(actor, queries)
  print('engine with its queries', engine)
  for (const [name, times] of steps) print(`  ${name}`, times)
  print('+ authorization, storing the composition', await measureVerb(actor, queries))
  // the same queries again: what is measured is composing, not remembering
  const { allCaches } = await import('@/lib/measured-cache')
  for (const cache of allCaches()) if (cache.name === 'composition' || cache.name === 'retrieval') cache.clear()
  print('+ HTTP and the API key', await measureHttp(actor, queries))
}

async function buildWorkspace(chunks: number): Promise<Actor> {
  const { prisma } = await import('@/lib/db/client')
  const { createWorkspace } = await import('@/lib/services/workspaces/create-workspace')
  const { importModules } = await import('@/lib/services/modules/import-modules')
  const { followDrift } = await import('@/lib/services/modules/follow-drift')
  const system = { kind: 'system', name: 'bench' } as const
  const { id } = await createWorkspace({ ...system, workspaceId: '' }, { slug: `bench-${chunks}` })
  const actor = { ...system, workspaceId: id }
  const files = zipfModules(Math.ceil(chunks / CHUNKS_PER_MODULE))
  const start = performance.now()
  for (let at = 0; at < files.length; at += MODULES_PER_IMPORT) {
    await importModules(actor, { files: files.slice(at, at + MODULES_PER_IMPORT) })
  }
  const seconds = ((performance.now() - start) / 1_000).toFixed(1)
  await followDrift(id)
  const state = await prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId: id } })
  console.log(`\n${state.chunkCount} chunks in ${state.moduleCount} modules, imported in ${seconds} s`)
  console.log(`${''.padEnd(44)}     p50      p95`)
  return actor
}

async function measureEngine(actor: Actor, queries: string[]) {
  const { composeContext } = await import('@/lib/engine')
  const { createEnginePorts } = await import('@/lib/services/compose/engine-ports')
  const { resolveRequest } = await import('@/lib/services/compose/resolve-request')
  const { composeSchema } = await import('@/lib/schemas/compose')
  const steps = new Map<string, number[]>()
  const engine: number[] = []
  await settleIndex(actor)
  for (const [run, query] of queries.entries()) {
    const { request } = await resolveRequest(actor, composeSchema.parse({ query, model: MODEL }))
    const ports = await createEnginePorts(request)
    const start = performance.now()
    const { trace } = await composeContext(request, ports)
    if (run < WARM_UP) continue
    engine.push(performance.now() - start)
    for (const { name, ms } of trace.steps) steps.set(name, [...(steps.get(name) ?? []), ms])
  }
  return { engine, steps }
}

/** Large releases are read into memory in the background; what is measured is a server that has been up for a while. */
async function settleIndex(actor: Actor): Promise<void> {
  const { settleReleaseIndex } = await import('@/lib/db/release-index/read-release-index')
  const { searchModules } = await import('@/lib/services/search/search-modules')
  const { offlineEmbedding } = await import('@/lib/models/offline-embedding')
  const { PRODUCTION_RELEASE } = await import('@/lib/db/release')
  const { workspaceId } = actor
  await searchModules(actor, { query: 'warm up' })
  await settleReleaseIndex({ workspaceId, releaseId: PRODUCTION_RELEASE, embeddingModel: offlineEmbedding.model })
}

async function measureVerb(actor: Actor, queries: string[]): Promise<number[]> {
  const { createComposition } = await import('@/lib/services/compose/create-composition')
  return timeEach(queries, (query) => createComposition(actor, { query, model: MODEL }))
}

async function measureHttp(actor: Actor, queries: string[]): Promise<number[]> {
  const { createApiKey } = await import('@/lib/services/api-keys/create-api-key')
  const { POST } = await import('@/app/api/v1/compose/route')
  const { secret } = await createApiKey(actor, { name: 'bench', scopes: ['compose'] })
  const server = await serve(async (request) => POST(request, { params: Promise.resolve({}) }))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/v1/compose`
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  try {
    return await timeEach(queries, async (query) => {
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

async function timeEach(queries: string[], run: (query: string) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (const [i, query] of queries.entries()) {
    const start = performance.now()
    await run(query)
    if (i >= WARM_UP) times.push(performance.now() - start)
  }
  return times
}

function print(name: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1).padStart(6)} ms`
  console.log(`${name.padEnd(44)}${at(0.5)}${at(0.95)}`)
}

await main()
