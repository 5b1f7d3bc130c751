import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { freePort, LoadoutProcess, runCommand } from './testing/loadout-process'

/** The versions that were answered, by module; `onAnswer` is called for each answer. */
class Acknowledged extends Map<string, { version: number; word: string }> {
  onAnswer: (to: keyof Answered) => void = () => undefined
}
type Api = (path: string, init?: { method?: string; body?: unknown }) => Promise<{ status: number; json: unknown }>

type Answered = { import: number; publish: number }
/** Answers to both after which the server is killed, in a round each. */
const KILL_AFTER: Answered[] = [
  { import: 1, publish: 3 },
  { import: 2, publish: 1 },
  { import: 1, publish: 8 },
]
const FILES_A_BATCH = 10

const folder = mkdtempSync(join(tmpdir(), 'loadout-crash-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function apiOf(url: string, key: string): Api {
  return async (path, { method = 'GET', body } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, json: await response.json() }
  }
}

/** Words that stem to themselves and occur in one version only. */
let words = 0
const LETTERS = 'bcdfghjklmnpqrtvwxyz'
const nextWord = () => `zq${[...(words++).toString(20)].map((digit) => LETTERS[Number.parseInt(digit, 20)]).join('')}xo`

const bodyOf = (word: string) => `# About ${word}\n\n${`The ${word} module says ${word}. `.repeat(30)}\n`

/** Imports and publishes until the server is gone; returns what it had acknowledged by then. */
async function writeUntilGone(api: Api, round: number, acknowledged: Acknowledged): Promise<void> {
  for (let batch = 0; ; batch++) {
    const files = Array.from({ length: FILES_A_BATCH }, (_, index) => {
      const word = nextWord()
      return { word, path: `crash-${round}-${batch}-${index}.md`, content: bodyOf(word) }
    })
    const body = { files: files.map(({ path, content }) => ({ path, content })) }
    const { status, json } = await api('/api/v1/modules/import', { method: 'POST', body })
    expect(status).toBe(200)
    for (const { path, status, id, version } of (json as { results: ImportResult[] }).results) {
      expect(status).toBe('created')
      acknowledged.set(id, { version, word: files.find((file) => file.path === path)?.word ?? '' })
    }
    acknowledged.onAnswer('import')
  }
}

async function publishUntilGone(api: Api, id: string, acknowledged: Acknowledged): Promise<void> {
  for (;;) {
    const word = nextWord()
    const { status, json } = await api(`/api/v1/modules/${id}`, { method: 'PUT', body: { body: bodyOf(word) } })
    expect(status).toBe(200)
    acknowledged.set(id, { version: (json as { version: number }).version, word })
    acknowledged.onAnswer('publish')
  }
}

type ImportResult = { path: string; status: string; id: string; version: number }
type Found = { results: { moduleId: string; version: number; text: string }[] }
type Listed = { items: { id: string }[]; nextCursor: string | null }

async function expectSearchable(api: Api, id: string, version: number, word: string): Promise<void> {
  const { json } = await api('/api/v1/search', { method: 'POST', body: { query: word, limit: 5 } })
  const { results } = json as Found
  expect(results.map((result) => [result.moduleId, result.version])).toContainEqual([id, version])
}

/** Every module that exists has its newest version complete: chunks that cover a text, found by its own word. */
async function expectNothingHalf(api: Api): Promise<void> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await api(`/api/v1/modules?limit=100${cursor ? `&cursor=${cursor}` : ''}`)
    const { items, nextCursor } = page.json as Listed
    for (const { id } of items.filter((item) => item.id.startsWith('crash-'))) {
      const chunks = await api(`/api/v1/modules/${id}/chunks`)
      expect(chunks.status).toBe(200)
      const text = JSON.stringify(chunks.json)
      const word = /About (zq\w+xo)/.exec(text)?.[1]
      expect(word, text.slice(0, 300)).toBeTruthy()
      const { json } = await api('/api/v1/search', { method: 'POST', body: { query: word, limit: 5 } })
      expect((json as Found).results.map((result) => result.moduleId)).toContain(id)
    }
    cursor = nextCursor
  }
}

type Jobs = {
  counts: Record<'waiting' | 'running' | 'failed', number>
  items: { name: string; error: string | null }[]
}

/** What the kills interrupted is done again, to its end: each module has its list, with nothing twice. */
async function expectJobsDone(api: Api, ids: string[]): Promise<void> {
  const isQuiet = async () => {
    const { counts, items } = (await api('/api/v1/jobs')).json as Jobs
    return counts.waiting + counts.running === 0 ? counts.failed : items.map(({ name, error }) => [name, error])
  }
  await expect.poll(isQuiet, { timeout: 120_000, interval: 1_000 }).toBe(0)
  for (const id of ids.slice(0, 20)) {
    const { items } = (await api(`/api/v1/modules/${id}/related`)).json as { items: { moduleId: string }[] }
    expect(new Set(items.map(({ moduleId }) => moduleId)).size).toBe(items.length)
  }
}

it('keeps every acknowledged version, and none half, when the process group is killed again and again', async () => {
  const env = { LOADOUT_DATA_DIR: join(folder, 'data'), PORT: await freePort() }
  const key = (await runCommand('apikey', ['--name', 'crash', '--scopes', 'read,write,compose,admin'], env)).trim()
  const acknowledged = new Acknowledged()
  for (const [round, answers] of KILL_AFTER.entries()) {
    const server = await new LoadoutProcess(env).untilHealthy()
    const api = apiOf(server.url, key)
    const first = await api('/api/v1/modules/import', {
      method: 'POST',
      body: { files: [{ path: `crash-published-${round}.md`, content: bodyOf(nextWord()) }] },
    })
    expect(first.status).toBe(200)
    const { promise: killed, resolve: done } = Promise.withResolvers<void>()
    const left = { ...answers }
    acknowledged.onAnswer = (to) => {
      left[to]--
      if (left.import > 0 || left.publish > 0) return
      acknowledged.onAnswer = () => undefined
      void server.killGroup().then(done)
    }
    const gone = Promise.allSettled([
      writeUntilGone(api, round, acknowledged),
      publishUntilGone(api, `crash-published-${round}`, acknowledged),
    ])
    const outcomes = await gone
    // each ended because the server did, not because an answer was wrong
    for (const outcome of outcomes) {
      expect(outcome.status).toBe('rejected')
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(TypeError)
    }
    await killed
  }
  expect(acknowledged.size).toBeGreaterThan(FILES_A_BATCH)
  const server = await new LoadoutProcess(env).untilHealthy()
  const api = apiOf(server.url, key)
  try {
    for (const [id, { version, word }] of acknowledged) {
      // one more may have been stored without its acknowledgement arriving
      const { json } = await api(`/api/v1/modules/${id}`)
      const stored = (json as { version: number }).version
      expect(stored).toBeGreaterThanOrEqual(version)
      expect((await api(`/api/v1/modules/${id}/versions/${version}`)).status).toBe(200)
      if (stored === version) await expectSearchable(api, id, version, word)
    }
    await expectNothingHalf(api)
    await expectJobsDone(api, [...acknowledged.keys()])
  } finally {
    await server.stop()
  }
}, 400_000)
