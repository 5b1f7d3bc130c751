import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '@/lib/db/embedded/start-embedded'
import { migrate } from '@/lib/db/migrations/migrate'
import type { Actor } from '@/lib/services/actor'
import { measureServer } from './shared/serve-load'
import { zipfFiles, zipfQueries } from './shared/zipf-library'

/**
 * `npm run bench:load [-- MODULES]`: composing on an embedded database while nothing else happens, and in the same process
 * while modules are imported (1,000 of about 5 kB unless told), while the background jobs that follow run, and while all
 * of it is embedded anew. Then, on a whole server, how long health takes while much comes in; `--server [PART]` measures
 * that alone, and only the loads whose name has PART.
 */

const BEFORE = 300
const PER_IMPORT = 100
const QUERIES = 100
/** Between two compositions, as of somebody who works. */
const PAUSE_MS = 20
const MODEL = 'claude-sonnet-4-5'

type Times = number[]

async function main(): Promise<void> {
  const modules = Number(process.argv[2]) || 1_000
  const folder = mkdtempSync(join(tmpdir(), 'loadout-bench-'))
  const database = await startEmbedded(folder)
  try {
    await migrate(database.config)
    // read through lib/env by everything that is loaded from here on
    process.env.LOADOUT_DATA_DIR = folder
    await benchmark(modules)
    const { closeDatabase } = await import('@/lib/db/client')
    await closeDatabase()
  } finally {
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchmark(modules: number): Promise<void> {
  const { createWorkspace } = await import('@/lib/services/workspaces/create-workspace')
  const { importModules } = await import('@/lib/services/imports/import-modules')
  const { startWorker } = await import('@/lib/worker/start-worker')
  const { listJobs } = await import('@/lib/services/jobs/list-jobs')
  const system = { kind: 'system', name: 'bench' } as const
  const { id } = await createWorkspace({ ...system, workspaceId: '' }, { slug: 'bench-load' })
  const actor = { ...system, workspaceId: id }
  const files = zipfFiles(BEFORE + modules)
  const queries = zipfQueries(QUERIES)
  await importInParts(importModules, actor, files.slice(0, BEFORE))
  await compose(actor, queries.slice(0, 10))
  const isDone = async () => {
    const { counts } = await listJobs(actor, {})
    return counts.waiting + counts.running === 0
  }

  const bytes = files.reduce((sum, { content }) => sum + content.length, 0) / files.length
  console.log(`${''.padEnd(58)}     p50      p95  compositions`)
  print(`with ${BEFORE} modules, nothing else runs`, await compose(actor, queries))
  const start = performance.now()
  const importing = importInParts(importModules, actor, files.slice(BEFORE))
  const label = `while ${modules} modules of ${(bytes / 1_000).toFixed(1)} kB are imported`
  print(label, await composeUntil(actor, queries, importing))
  const seconds = (performance.now() - start) / 1_000
  const worker = await startWorker()
  const jobs = (async () => {
    while (!(await isDone())) await sleep(500)
  })()
  print('while the background jobs that follow run', await composeUntil(actor, queries, jobs))
  await startRefit(actor)
  const refitStart = performance.now()
  const embedding = (async () => {
    do await sleep(500)
    while (!(await isDone()))
  })()
  print('while all of it is embedded anew', await composeUntil(actor, queries, embedding))
  const refitSeconds = (performance.now() - refitStart) / 1_000
  await worker.stop()
  print(`with ${BEFORE + modules} modules, nothing else runs`, await compose(actor, queries))
  console.log(
    `imported in ${seconds.toFixed(1)} s and embedded anew in ${refitSeconds.toFixed(1)} s beside the compositions`,
  )
}

/** As when the corpus has changed so much that the offline embedder is fitted to it anew. */
async function startRefit({ workspaceId }: Actor): Promise<void> {
  const { prisma } = await import('@/lib/db/client')
  const { queueFollowEmbedding } = await import('@/lib/indexing/queue/queue-indexing')
  await prisma.embeddingIndex.updateMany({ where: { workspaceId, status: 'active' }, data: { fittedRevision: null } })
  await queueFollowEmbedding(workspaceId)
}

type Import = (actor: Actor, input: unknown) => Promise<unknown>

async function importInParts(importModules: Import, actor: Actor, files: { path: string; content: string }[]) {
  for (let at = 0; at < files.length; at += PER_IMPORT) {
    await importModules(actor, { files: files.slice(at, at + PER_IMPORT) })
  }
}

async function compose(actor: Actor, queries: string[]): Promise<Times> {
  const { createComposition } = await import('@/lib/services/compose/create-composition')
  const { allCaches } = await import('@/lib/measured-cache')
  const times: Times = []
  // what is measured is composing, not remembering
  for (const cache of allCaches()) if (cache.name === 'composition' || cache.name === 'retrieval') cache.clear()
  for (const query of queries) {
    const start = performance.now()
    await createComposition(actor, { query, model: MODEL })
    times.push(performance.now() - start)
    await sleep(PAUSE_MS)
  }
  return times
}

async function composeUntil(actor: Actor, queries: string[], work: Promise<unknown>): Promise<Times> {
  const times: Times = []
  const end = work.then(() => true)
  for (let i = 0; ; i++) {
    times.push(...(await compose(actor, [queries[i % queries.length] ?? ''])))
    if (await Promise.race([end, sleep(0, false)])) return times
  }
}

function print(name: string, times: Times): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1).padStart(8)
  console.log(`${name.padEnd(58)}${at(0.5)} ${at(0.95)}  ${times.length}`)
}

const isServerOnly = process.argv[2] === '--server'
if (!isServerOnly) await main()
await measureServer(isServerOnly ? process.argv[3] : undefined)
