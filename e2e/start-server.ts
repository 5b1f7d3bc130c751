import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const START_TIMEOUT_MS = 240_000

/** The production server on an empty data folder, as a person starts it; ends when the tests do. */
export default async function startServer(): Promise<() => Promise<void>> {
  mkdirSync('test-results', { recursive: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'loadout-e2e-'))
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: process.env.E2E_PORT, LOADOUT_DATA_DIR: dataDir }
  // models that tests play
  env.LOADOUT_ALLOWED_HOSTS = '127.0.0.1'
  delete env.DATABASE_URL
  // a mail server that a test plays; while it does not, mails wait
  process.env.E2E_SMTP_PORT = String(await freePort())
  env.LOADOUT_SMTP_URL = `smtp://127.0.0.1:${process.env.E2E_SMTP_PORT}`
  env.LOADOUT_MAIL_FROM = 'Loadout <loadout@example.com>'
  const server = spawn('node', ['lib/cli/start.mjs'], { env, stdio: ['ignore', 'inherit', 'inherit'] })
  const exited = new Promise<void>((done) => server.once('exit', () => done()))
  const stop = async () => {
    server.kill('SIGTERM')
    await exited
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await untilHealthy(`http://localhost:${env.PORT}/api/health`, () => server.exitCode === null)
    const { stdout } = await promisify(execFile)('node', ['lib/cli/run.mjs', 'lib/cli/apikey.ts', '--name', 'e2e'], {
      env,
    })
    process.env.E2E_API_KEY = stdout.trim()
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function untilHealthy(url: string, isAlive: () => boolean): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(200)) {
    if (!isAlive()) throw new Error('The server ended while it started.')
    const isHealthy = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (isHealthy) return
  }
  throw new Error('The server did not become healthy.')
}
