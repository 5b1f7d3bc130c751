import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { closeDatabase, databaseConfig, databasePool, prisma } from '@/lib/db/client'
import { migrate } from '@/lib/db/migrations/migrate'
import { CHUNKS_AT_ONCE } from '@/lib/db/versions/chunks-ahead'
import { reindexModules } from '@/lib/indexing/curation/reindex-modules'
import { recountTerms, storedTerms } from '@/lib/indexing/lexical/testing/recount-terms'
import { flushChosen } from '@/lib/indexing/usage/record-chosen'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { getChangeRequest } from '@/lib/services/change-requests/get-change-request'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { proposeRelease } from '@/lib/services/change-requests/propose-release'
import { getOverlay } from '@/lib/services/chunk-overlays/get-overlay'
import { saveOverlay } from '@/lib/services/chunk-overlays/save-overlay'
import { importModules } from '@/lib/services/imports/import-modules'
import { listImportedModules } from '@/lib/services/imports/list-imported-modules'
import { listImports } from '@/lib/services/imports/list-imports'
import { undoImport } from '@/lib/services/imports/undo-import'
import { createModule } from '@/lib/services/modules/create-module'
import { getModule } from '@/lib/services/modules/get-module'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { unarchiveModules } from '@/lib/services/modules/unarchive-modules'
import { getPolicy } from '@/lib/services/policies/get-policy'
import { createQuerySet } from '@/lib/services/query-sets/create-query-set'
import { getQuerySet } from '@/lib/services/query-sets/get-query-set'
import { listQuerySets } from '@/lib/services/query-sets/list-query-sets'
import { createRelease } from '@/lib/services/releases/create-release'
import { deleteRelease } from '@/lib/services/releases/delete-release'
import { searchModules } from '@/lib/services/search/search-modules'
import { ACCESS_FIXTURES } from '@/lib/services/testing/access/fixtures'
import { createWorld, fingerprint, type World } from '@/lib/services/testing/access/world'
import type { Verb } from '@/lib/services/verb'
import * as VERBS from '@/lib/services/verbs'

// The services run in this process; the database that they write to is killed again and again. What is found after each
// restart is compared, row by row, with what was there in the moment of the kill.

const verbs = Object.values(VERBS) as Verb<z.ZodType, z.ZodType, unknown[]>[]
const fixtureOf = ({ name }: { name: string }) => ACCESS_FIXTURES[name as keyof typeof VERBS]

const { folder } = await vi.hoisted(async () => {
  const { mkdtempSync } = await import('node:fs')
  const { join } = await import('node:path')
  const folder = mkdtempSync(join((await import('node:os')).tmpdir(), 'loadout-killed-'))
  // read by lib/env when it is loaded, below
  delete process.env.DATABASE_URL
  process.env.LOADOUT_DATA_DIR = folder
  process.env.LOADOUT_SECRET = 'a secret for tests only, long enough to pass'
  return { folder }
})

const SEED = 50
/** More than one transaction stores. */
const FILES = 25
/** Answers of the database after which an import is killed. */
const MOMENTS = 8
/** Of the change request that is merged, and answers that its merge takes from one kill to the next. */
const EDITS = 3
const MERGE_ANSWERS = 6
const PROMOTION_ANSWERS = 5
/** Of a text whose chunks come in three pieces. */
const LONG_PARTS = 2 * CHUNKS_AT_ONCE + 20
const LONG_ANSWERS = 9
/** Of its curation, and of preparing it anew. */
const CURATED = 60
const CURATION_ANSWERS = 4
const REINDEX_ANSWERS = 14

/** What was written outlives a killed process without it, and starting takes a fraction of the time. */
const unsynced = new URL('../db/embedded/testing/limited-disk.fixture.mjs', import.meta.url)

let database: ChildProcess
let world: World

async function start(): Promise<void> {
  const program = join(process.env.NEXT_DIST_DIR || '.next', 'cli/serve-embedded.mjs')
  const args = [`--import=${unsynced.href}`, '--disable-warning=ExperimentalWarning', program, folder, 'socket']
  database = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = await once(database.stdout!, 'data')
  expect(JSON.parse(String(line))).toEqual({ state: 'ready' })
}

const kill = () => database.kill('SIGKILL')

async function startAgain(): Promise<void> {
  if (database.exitCode === null && database.signalCode === null) await once(database, 'exit')
  await start()
}

beforeAll(async () => {
  // jobs that could not be queued say so
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  await start()
  await migrate(databaseConfig())
  world = await createWorld()
  await flushChosen()
}, 240_000)

afterAll(async () => {
  vi.restoreAllMocks()
  await closeDatabase()
  database.stdin?.end()
  await once(database, 'exit')
  rmSync(folder, { recursive: true, force: true })
})

/** A fingerprint of each table of the application and of the queue. */
async function readPrints(client: Client): Promise<Record<string, string>> {
  const tables = await client.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE' ORDER BY 1`,
  )
  const prints = tables.rows.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ' ' || md5(string_agg(t::text, ',' ORDER BY t::text)) AS print FROM ${name} t`,
  )
  const { rows } = await client.query<{ name: string; print: string }>(prints.join(' UNION ALL '))
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]))
}

async function withClient<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client(databaseConfig())
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** While a transaction is open nobody else is served: what it reads is what is there when the database dies. */
async function killWhenChanged(before: Record<string, string>): Promise<Record<string, string> | null> {
  return withClient(async (client) => {
    await client.query('BEGIN')
    const now = await readPrints(client)
    if (JSON.stringify(now) === JSON.stringify(before)) return null
    kill()
    return now
  })
}

async function drain(output: unknown): Promise<void> {
  if (output instanceof ReadableStream) for await (const _ of output);
}

/** The same order in each run. */
function shuffled<Item>(items: Item[], seed = SEED): Item[] {
  let state = seed
  const random = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

it('finds all that each verb has acknowledged when the database is killed at once, and nothing else', async () => {
  const wrote = new Set<string>()
  for (const verb of shuffled(verbs)) {
    const { name } = verb
    const fixture = fixtureOf(verb)
    const input = await fixture.input(world)
    const before = await withClient(readPrints)
    const called = verb(world.owner, input, ...(fixture.rest?.() ?? [])).then(drain)
    if (fixture.ownerFails) await expect(called).rejects.toThrow(fixture.ownerFails)
    else await called
    // statistics are written a moment after the call that they count
    await flushChosen()
    const changed = await killWhenChanged(before)
    if (!changed) continue
    wrote.add(name)
    await startAgain()
    expect(await withClient(readPrints), `after ${name}`).toEqual(changed)
  }
  expect(wrote.size).toBeGreaterThanOrEqual(50 - MOMENTS)
  const writing = verbs.filter((verb) => verb.effect === 'write' && !fixtureOf(verb).ownerFails)
  expect(writing.map(({ name }) => name).filter((name) => !wrote.has(name))).toEqual([])
}, 1_200_000)

/** Kills the database after so many of its answers to a call, or at the call's end; returns whether that had succeeded. */
async function killAfter(answers: number, call: () => Promise<unknown>): Promise<boolean> {
  let heard = 0
  const count = () => {
    if (++heard === answers) kill()
  }
  const pool = databasePool()
  const clients = new Set<object>()
  const listen = (client: object) => {
    if (clients.has(client)) return
    clients.add(client)
    ;(client as { connection: NodeJS.EventEmitter }).connection.on('readyForQuery', count)
  }
  pool.on('acquire', listen)
  let isOver = false
  const calling = Promise.allSettled([call()]).finally(() => {
    isOver = true
  })
  await vi.waitFor(() => expect(database.killed || isOver).toBe(true), { timeout: 60_000, interval: 5 })
  pool.off('acquire', listen)
  // a call that needed fewer answers is killed at its end
  if (!database.killed) kill()
  await startAgain()
  // it may try again what it could not store
  const [{ status }] = await calling
  return status === 'fulfilled'
}

it('finds an import of another workspace whole, file by file, wherever in it the database is killed', async () => {
  const before = await fingerprint(world.workspaceId)
  for (let moment = 1; moment <= MOMENTS; moment++) {
    const word = `zq${'bcdfghjklm'[moment]}xo`
    const files = Array.from({ length: FILES }, (_, index) => ({
      path: `killed-${moment}-${index}.md`,
      content: `# About ${word}\n\nThe ${word} number ${index} says so.\n`,
    }))
    await killAfter(moment * 2, () => importModules(world.stranger, { files }))
    expect(await fingerprint(world.workspaceId)).toEqual(before)
    // whatever of it is there stands in an import, and can be undone
    const paths = files.map(({ path }) => path.replace('.md', ''))
    const { items: imports } = await listImports(world.stranger, { limit: 100 })
    const recorded = await Promise.all(imports.map(({ id }) => listImportedModules(world.stranger, { id })))
    const noted = recorded.flatMap(({ items }) => items.map(({ id }) => id)).filter((id) => paths.includes(id))
    const found = await Promise.allSettled(paths.map((id) => getModule(world.stranger, { id })))
    expect(noted.toSorted()).toEqual(paths.filter((_, i) => found[i]?.status === 'fulfilled').toSorted())
    const latest = imports.find((_, i) => recorded[i]?.items.some(({ id }) => paths.includes(id)))
    if (latest) {
      expect(await undoImport(world.stranger, { id: latest.id })).toMatchObject({ failed: [], remaining: 0 })
      await unarchiveModules(world.stranger, { ids: noted })
    }
    const again = await importModules(world.stranger, { files })
    expect(again.results.map(({ status }) => status)).toSatisfy((all: string[]) =>
      all.every((status) => status === 'created' || status === 'unchanged'),
    )
    const ids = again.results.map(({ id }) => id)
    for (const id of ids) expect((await listChunks(world.stranger, { id })).items).toHaveLength(1)
    const { results } = await searchModules(world.stranger, { query: word, limit: 100 })
    expect(results.map(({ moduleId }) => moduleId)).toEqual(expect.arrayContaining(ids))
  }
}, 600_000)

function longSource(id: string, word: string): string {
  const part = (_: unknown, i: number) => `## Part ${i}\n\n${`The ${word} ${i} says so. `.repeat(12)}`
  return `---\nid: ${id}\nname: ${word}\n---\n\n${Array.from({ length: LONG_PARTS }, part).join('\n\n')}`
}

/** How many vectors a module has in each index, each number once: another index may be made meanwhile. */
async function countVectors(where: { workspaceId: string; moduleId: string }): Promise<number[]> {
  const counts = await prisma.chunkEmbedding.groupBy({ by: ['model'], where, _count: true })
  return [...new Set(counts.map(({ _count }) => _count))]
}

it('finds a long text whole or not at all, wherever in it the database is killed, and takes it again', async () => {
  const left: number[] = []
  for (let moment = 1; moment <= MOMENTS; moment++) {
    const word = `lg${'bcdfghjklm'[moment]}xo`
    const id = `long-${moment}`
    const source = longSource(id, word)
    const isOver = await killAfter(moment * LONG_ANSWERS, () => createModule(world.owner, { source }))
    const where = { workspaceId: world.workspaceId, moduleId: id }
    const stands = (await getModule(world.owner, { id }).catch(() => null)) !== null
    left.push(stands ? 0 : await prisma.chunk.count({ where }))
    if (isOver) expect(stands).toBe(true)
    const search = async () => (await searchModules(world.owner, { query: word, limit: 100 })).results
    expect((await search()).some(({ moduleId }) => moduleId === id)).toBe(stands)
    if (!stands) {
      // what the attempt claims ends by itself some seconds later
      await prisma.chunkedVersion.updateMany({ where, data: { claimedUntil: new Date(0) } })
      await createModule(world.owner, { source })
    }
    expect((await search())[0]?.moduleId).toBe(id)
    const { items } = await listChunks(world.owner, { id })
    expect(items.length).toBeGreaterThanOrEqual(LONG_PARTS)
    expect(await countVectors(where)).toEqual([items.length])
    const kept = { version: 1, claimedBy: null, chunkCount: items.length }
    expect(await prisma.chunkedVersion.findMany({ where })).toMatchObject([kept])
  }
  expect(await storedTerms(world.workspaceId)).toEqual(await recountTerms(world.workspaceId))
  // kills came before, between and after the pieces
  expect(left).toContain(CHUNKS_AT_ONCE)
  expect(new Set(left).size, `chunks left: ${left}`).toBeGreaterThan(2)
}, 600_000)

it('finds a curation of a long text in force or not at all, wherever in it the database is killed', async () => {
  const id = 'curated'
  await createModule(world.owner, { source: longSource(id, 'curxo') })
  const { items } = await listChunks(world.owner, { id })
  const stored: boolean[] = []
  for (let moment = 1; moment <= MOMENTS; moment++) {
    const word = `cu${'bcdfghjklm'[moment]}xo`
    const { version } = await getOverlay(world.owner, { id })
    const curated = items.filter((_, at) => at % Math.floor(items.length / CURATED) === 0)
    const entries = curated.map(({ headingPath, text }) => ({ anchor: { headingPath, text }, keywords: [word] }))
    const save = () => saveOverlay(world.owner, { id, entries, baseVersion: version })
    const isOver = await killAfter(moment * CURATION_ANSWERS, save)
    const isStored = (await getOverlay(world.owner, { id })).version === version + 1
    stored.push(isStored)
    if (isOver) expect(isStored).toBe(true)
    const where = { workspaceId: world.workspaceId, moduleId: id }
    const like = { ...where, curation: { path: ['keywords'], array_contains: [word] } }
    expect(await prisma.chunk.count({ where: like })).toBe(isStored ? curated.length : 0)
    expect(await countVectors(where)).toEqual([items.length])
  }
  expect(await storedTerms(world.workspaceId)).toEqual(await recountTerms(world.workspaceId))
  expect(stored).toContain(false)
}, 600_000)

it('finds each part of a long text once while newer rules prepare it, wherever the database is killed', async () => {
  const where = { workspaceId: world.workspaceId, moduleId: 'prepared' }
  await createModule(world.owner, { source: longSource('prepared', 'prepxo') })
  const { items } = await listChunks(world.owner, { id: 'prepared' })
  const left: number[] = []
  for (let moment = 1; moment <= MOMENTS; moment++) {
    await prisma.chunk.updateMany({ where, data: { contentHash: 'of older rules' } })
    await prisma.moduleIndex.updateMany({ where, data: { preparedBy: 'older rules' } })
    await killAfter(moment * REINDEX_ANSWERS, () => reindexModules(world.workspaceId))
    expect((await listChunks(world.owner, { id: 'prepared' })).items).toEqual(items)
    expect(await storedTerms(world.workspaceId)).toEqual(await recountTerms(world.workspaceId))
    const old = () => prisma.chunk.count({ where: { ...where, contentHash: 'of older rules' } })
    left.push(await old())
    await reindexModules(world.workspaceId)
    expect(await old()).toBe(0)
    expect(await countVectors(where)).toEqual([items.length])
  }
  expect(left).toContain(items.length - CHUNKS_AT_ONCE)
}, 600_000)

it('finds a merge whole or not at all, wherever in it the database is killed', async () => {
  const statuses: string[] = []
  for (let moment = 1; moment <= MOMENTS; moment++) {
    const word = `mg${'bcdfghjklm'[moment]}xo`
    const ids = Array.from({ length: EDITS }, (_, index) => `merged-${moment}-${index}`)
    const edits = ids.map((moduleId) => ({ moduleId, source: `# About ${word}\n\nThe ${word} says so.\n` }))
    const { settings, activeVersion } = await getPolicy(world.owner, { id: 'default' })
    const changed = { ...settings, rerank: { ...settings.rerank, topN: settings.rerank.topN + 1 } }
    const policies = [{ policyId: 'default', settings: changed }]
    const checks = [{ kind: 'includes', module: ids[0]! }]
    const { id: querySetId } = await createQuerySet(world.owner, { name: word, queries: [{ text: 'What?', checks }] })
    const { id: unwanted } = await createQuerySet(world.owner, { name: `no ${word}` })
    const querySets = [
      { querySetId, queries: [{ text: `What of ${word}?`, checks }] },
      { kind: 'create', name: `new ${word}`, queries: [{ text: `Why ${word}?`, checks }] },
      { kind: 'delete', querySetId: unwanted },
    ]
    const { number } = await createChangeRequest(world.owner, { title: word, edits, policies, querySets })
    const isOver = await killAfter(moment * MERGE_ANSWERS, () => mergeChangeRequest(world.owner, { number }))
    const { status, edits: stored } = await getChangeRequest(world.owner, { number })
    statuses.push(status)
    const { results } = await searchModules(world.owner, { query: word, limit: 100 })
    const found = results.map(({ moduleId }) => moduleId).filter((id) => ids.includes(id))
    expect(status).toEqual(isOver ? 'merged' : expect.stringMatching(/^(open|merged)$/))
    expect(found.toSorted()).toEqual(status === 'merged' ? ids.toSorted() : [])
    expect(stored.map(({ version }) => version)).toEqual(ids.map(() => (status === 'merged' ? 1 : null)))
    const { revision } = await getQuerySet(world.owner, { id: querySetId })
    expect(revision).toBe(status === 'merged' ? 2 : 1)
    const sets = (await listQuerySets(world.owner, {})).items.map(({ name }) => name)
    expect(sets.filter((name) => name.endsWith(word)).toSorted()).toEqual(
      status === 'merged' ? [word, `new ${word}`].toSorted() : [word, `no ${word}`].toSorted(),
    )
    const used = await getPolicy(world.owner, { id: 'default' })
    expect(used.activeVersion === activeVersion).toBe(status === 'open')
    expect(used.settings).toEqual(status === 'open' ? settings : changed)
    if (status === 'open') expect(await mergeChangeRequest(world.owner, { number })).toMatchObject({ status: 'merged' })
  }
  // some of the kills came in the middle
  expect(statuses).toContain('open')
}, 600_000)

it('finds a promotion into another release whole or not at all, wherever in it the database is killed', async () => {
  const statuses: string[] = []
  for (let moment = 1; moment <= MOMENTS; moment++) {
    const word = `pr${'bcdfghjklm'[moment]}xo`
    const target = `promoted-${moment}`
    const ids = Array.from({ length: EDITS }, (_, index) => `${target}-${index}`)
    const files = ids.map((id) => ({ path: `${id}.md`, content: `# About ${word}\n\nThe ${word} says so.\n` }))
    await importModules(world.owner, { files })
    const entries = ids.map((moduleId) => ({ moduleId, version: null }))
    await createRelease(world.owner, { id: target, name: target, entries })
    const { number } = await proposeRelease(world.owner, { id: 'production', target })
    const isOver = await killAfter(moment * PROMOTION_ANSWERS, () => mergeChangeRequest(world.owner, { number }))
    const { status } = await getChangeRequest(world.owner, { number })
    statuses.push(status)
    expect(status).toEqual(isOver ? 'merged' : expect.stringMatching(/^(open|merged)$/))
    const { results } = await searchModules(world.owner, { query: word, limit: 100, release: target })
    const found = results.map(({ moduleId }) => moduleId).filter((id) => ids.includes(id))
    expect(found.toSorted()).toEqual(status === 'merged' ? ids : [])
    if (status === 'open') expect(await mergeChangeRequest(world.owner, { number })).toMatchObject({ status: 'merged' })
    await deleteRelease(world.owner, { id: target })
  }
  expect(statuses).toContain('open')
}, 600_000)
