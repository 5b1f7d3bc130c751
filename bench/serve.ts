import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Response } from 'undici'
import { type BenchServer, withServer } from './shared/with-server'
import { zipfFiles, zipfQueries } from './shared/zipf-library'

/**
 * `npm run bench:serve`: requests per second of a production server on its embedded database, for 8 clients that each ask
 * again as soon as they are answered: compositions with new questions and with repeated ones, searches, a list of modules,
 * and a request that the server answers without any work of ours. The kinds take turns, so that all see the same machine.
 */

const CLIENTS = 8
/** Each may ask 6,000 times a minute, which one would on a fast machine. */
const KEYS = 4
const MODULES = 100
const ROUNDS = 3
const ROUND_MS = 2_000
const REPEATED = 16
const NEW_QUESTIONS = 20_000

type Kind = { name: string; ask: () => Promise<Response> }

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'loadout-bench-'))
  try {
    await withServer(folder, measure, { keys: KEYS })
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 40, retryDelay: 500 })
  }
}

async function measure(server: BenchServer): Promise<void> {
  await server.send('POST', 'modules/import', { files: zipfFiles(MODULES) })
  await untilIdle(server)
  const kinds = kindsOf(server)
  const counts = new Map(kinds.map(({ name }) => [name, 0]))
  // the first round warms up
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { name, ask } of kinds) {
      const answered = await askFor(ROUND_MS, ask)
      if (round > 0) counts.set(name, counts.get(name)! + answered)
    }
  }
  const perSecond = (name: string) => (1_000 * (counts.get(name) ?? 0)) / (ROUNDS * ROUND_MS)
  const empty = perSecond(EMPTY)
  console.log(`\n${`${MODULES} modules, ${CLIENTS} clients`.padEnd(40)}requests/s   of the empty route`)
  for (const { name } of kinds) {
    const share = (perSecond(name) / empty).toFixed(2)
    console.log(`${name.padEnd(40)}${perSecond(name).toFixed(0).padStart(10)}${share.padStart(21)}`)
  }
}

const EMPTY = 'the empty route'

function kindsOf({ request }: BenchServer): Kind[] {
  const repeated = zipfQueries(REPEATED)
  // longer than those that are repeated, so that none of them is one
  const fresh = zipfQueries(NEW_QUESTIONS).map((query, i) => `${query} ${i}`)
  let next = 0
  const newQuery = () => fresh[next++ % fresh.length]
  return [
    { name: 'compose, new questions', ask: () => request('POST', 'compose', { query: newQuery() }) },
    {
      name: 'compose, repeated questions',
      ask: () => request('POST', 'compose', { query: repeated[next++ % REPEATED] }),
    },
    { name: 'search', ask: () => request('POST', 'search', { query: newQuery() }) },
    { name: 'a list of 50 modules', ask: () => request('GET', 'modules?limit=50') },
    // answered by the framework itself: what the server costs without us
    { name: EMPTY, ask: () => request('OPTIONS', 'modules') },
  ]
}

/** How many requests are answered in so long. */
async function askFor(ms: number, ask: Kind['ask']): Promise<number> {
  const end = performance.now() + ms
  let answered = 0
  const client = async () => {
    while (performance.now() < end) {
      await (await ask()).arrayBuffer()
      if (performance.now() < end) answered++
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return answered
}

/** What follows an import is over. */
async function untilIdle({ send }: BenchServer): Promise<void> {
  for (;;) {
    const { counts } = (await send('GET', 'jobs')) as { counts: { waiting: number; running: number } }
    if (counts.waiting + counts.running === 0) return
    await sleep(1_000)
  }
}

await main()
