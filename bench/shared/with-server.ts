import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, fetch as fetchPatiently, type Response } from 'undici'
import { freePort, runCommand } from '@/lib/cli/testing/loadout-process'

const START_TIMEOUT_MS = 240_000
/** What is measured may take longer than the five minutes that fetch waits by itself. */
const PATIENT = new Agent({ headersTimeout: 0, bodyTimeout: 0 })

export type BenchServer = {
  url: string
  /** The first of its keys. */
  key: string
  /** To `/api/v1/{path}`, with keys that may do everything. @throws Error for what is no 2xx */
  request: (method: string, path: string, body?: unknown) => Promise<Response>
  /** The same, and what was answered. */
  send: (method: string, path: string, body?: unknown) => Promise<unknown>
}

type WithServer = {
  before?: string[]
  keys?: number
  key?: string
  pollMs?: number
}

/**
 * Starts a production server on a data folder below `folder`, which is empty at first, and ends it with all its processes.
 * @param before a command that starts it, such as a tracer; none by default
 * @param keys that take turns, since the requests of each are limited and its conversations its own; default 1
 * @param key of this data folder, in place of new ones
 * @param pollMs between two questions whether it is healthy
 */
export async function withServer(
  folder: string,
  work: (server: BenchServer) => Promise<void>,
  { before = [], keys: count = 1, key, pollMs = 500 }: WithServer = {},
): Promise<void> {
  const own = { PORT: await freePort(), LOADOUT_DATA_DIR: join(folder, 'data') }
  const url = `http://127.0.0.1:${own.PORT}`
  const [program = 'node', ...args] = [...before, 'node', 'lib/cli/start.mjs']
  // a group of its own, so that all of it ends
  const server = spawn(program, args, {
    env: { ...process.env, ...own },
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise((done) => server.once('exit', done))
  try {
    await untilHealthy(`${url}/api/health`, pollMs)
    const keys = key === undefined ? [] : [key]
    while (keys.length < count) {
      const n = keys.length
      keys.push(
        (await runCommand('apikey', ['--name', `bench ${n}`, '--scopes', 'read,write,compose,admin'], own)).trim(),
      )
    }
    let asked = 0
    const request: BenchServer['request'] = async (method, path, body) => {
      const headers = { authorization: `Bearer ${keys[asked++ % count]}`, 'content-type': 'application/json' }
      const init = { method, headers, body: JSON.stringify(body), dispatcher: PATIENT }
      const response = await fetchPatiently(`${url}/api/v1/${path}`, init)
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
      return response
    }
    await work({
      url,
      key: keys[0] ?? '',
      request,
      async send(...asked) {
        const response = await request(...asked)
        const isJson = response.headers.get('content-type')?.includes('json')
        return isJson ? response.json() : response.arrayBuffer()
      },
    })
  } finally {
    if (server.pid) process.kill(-server.pid, 'SIGTERM')
    await ended
  }
}

async function untilHealthy(url: string, pollMs: number): Promise<void> {
  for (const deadline = performance.now() + START_TIMEOUT_MS; performance.now() < deadline; await sleep(pollMs)) {
    const isHealthy = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (isHealthy) return
  }
  throw new Error('The server did not become healthy.')
}
