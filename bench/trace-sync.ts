import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const PUBLISHES = 5
const START_TIMEOUT_MS = 240_000
const CALLS = 'trace=read,recvfrom,write,writev,sendto,sendmsg,fdatasync,fsync'

/** Publishes over HTTP on a server whose system calls are traced, and prints for each what was synced before its response. */
export async function traceSync(): Promise<void> {
  if (spawnSync('strace', ['-V']).status !== 0) throw new Error('This needs strace: apt-get install strace.')
  const folder = mkdtempSync(join(tmpdir(), 'loadout-trace-'))
  const trace = join(folder, 'trace')
  const env = { ...process.env, PORT: String(await freePort()), LOADOUT_DATA_DIR: join(folder, 'data') }
  const url = `http://127.0.0.1:${env.PORT}`
  // a group of its own, so that all of it ends
  const traced = ['-f', '-qq', '-s', '48', '-o', trace, '-e', CALLS, 'node', 'lib/cli/start.mjs']
  const server = spawn('strace', traced, { env, detached: true, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise((done) => server.once('exit', done))
  try {
    await untilHealthy(`${url}/api/health`)
    const command = ['lib/cli/run.mjs', 'lib/cli/apikey.ts', '--name', 'trace', '--scopes', 'read,write']
    const key = spawnSync('node', command, { env, encoding: 'utf8' }).stdout.trim()
    const send = async (method: string, path: string, body: unknown) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
      const response = await fetch(`${url}/api/v1/${path}`, { method, headers, body: JSON.stringify(body) })
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    }
    await send('POST', 'modules/import', { files: [{ path: 'traced.md', content: '# Traced\n\nText.\n' }] })
    for (let n = 1; n <= PUBLISHES; n++) await send('PUT', 'modules/traced', { body: `# Traced\n\nText ${n}.\n` })
  } finally {
    if (server.pid) process.kill(-server.pid, 'SIGTERM')
    await ended
  }
  report(readFileSync(trace, 'utf8').split('\n'))
  // the server may still be writing out
  rmSync(folder, { recursive: true, force: true, maxRetries: 40, retryDelay: 500 })
}

/** One process answers, another one syncs: the trace is in the order in which the calls were made. */
function report(calls: string[]): void {
  console.log('\npublish over HTTP      synced before the response')
  let from = 0
  for (let n = 1; n <= PUBLISHES; n++) {
    const asked = calls.findIndex((call, at) => at >= from && call.includes('"PUT /api/v1/modules/traced'))
    const answered = calls.findIndex((call, at) => at > asked && call.includes('"HTTP/1.1 200'))
    const between = asked < 0 || answered < 0 ? [] : calls.slice(asked, answered)
    const synced = between.filter((call) => /f(data)?sync(\(\d+\)| resumed>\))\s+= 0/.test(call)).length
    console.log(`${String(n).padEnd(23)}${synced === 0 ? 'NOTHING' : `${synced} × fdatasync`}`)
    if (synced === 0) process.exitCode = 1
    from = answered + 1
  }
}

async function untilHealthy(url: string): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(500)) {
    const isHealthy = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (isHealthy) return
  }
  throw new Error('The server did not become healthy.')
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(address && typeof address === 'object' ? address.port : 0))
    })
  })
}
