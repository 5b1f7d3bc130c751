import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const START_TIMEOUT_MS = 100_000

export type Environment = Record<string, string>

/** Without what the test runner and an npm above it set. */
function environmentOf(own: Environment): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ...own }
  for (const name of Object.keys(env)) {
    if (name.startsWith('npm_') || name.startsWith('VITEST')) delete env[name]
  }
  for (const name of ['NODE_ENV', 'DATABASE_URL', 'LOADOUT_SECRET', 'TEST', 'MODE', 'DEV', 'PROD']) {
    if (!(name in own)) delete env[name]
  }
  return env
}

/** `npm start`, in a process group of its own. */
export class LoadoutProcess {
  readonly #child: ChildProcess
  readonly ended: Promise<number | null>
  output = ''

  constructor(
    readonly env: Environment,
    args: string[] = [],
  ) {
    this.#child = spawn('node', ['lib/cli/start.mjs', ...args], {
      env: environmentOf(env),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child.stdout?.on('data', (chunk) => {
      this.output += chunk
    })
    this.#child.stderr?.on('data', (chunk) => {
      this.output += chunk
    })
    this.ended = new Promise((done) => this.#child.once('close', (code) => done(code)))
  }

  get url(): string {
    return `http://127.0.0.1:${this.env.PORT}`
  }

  async untilHealthy(): Promise<this> {
    for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(50)) {
      if (this.#child.exitCode !== null) throw new Error(`It ended while it started: ${this.output}`)
      const isHealthy = await fetch(`${this.url}/api/health`).then(
        (response) => response.ok,
        () => false,
      )
      if (isHealthy) return this
    }
    throw new Error(`It did not become healthy: ${this.output}`)
  }

  /** The processes of its group: id and command. */
  processes(): string[] {
    const all = spawnSync('ps', ['-eo', 'pgid=,pid=,args='], { encoding: 'utf8' }).stdout.split('\n')
    const own = all
      .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line))
      .filter((found) => Number(found?.[1]) === this.#child.pid)
    return own.map((found) => found?.[2] ?? '')
  }

  /** The process of this group that runs a program of the build. */
  pidOf(program: string): number {
    const found = this.processes().find((line) => line.includes(`/${program}`))
    if (!found) throw new Error(`No ${program} runs: ${this.output}`)
    return Number.parseInt(found, 10)
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** The whole group, at once. */
  async killGroup(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child
    if (pid && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL')
    await this.ended
  }

  async stop(): Promise<number | null> {
    this.signal('SIGTERM')
    return this.ended
  }
}

/** A command such as `apikey`, as npm runs it; what it prints. */
export async function runCommand(program: string, args: string[], env: Environment): Promise<string> {
  const { stdout } = await promisify(execFile)('node', ['lib/cli/run.mjs', `lib/cli/${program}.ts`, ...args], {
    env: environmentOf(env),
  })
  return stdout
}

export function freePort(): Promise<string> {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(String(address && typeof address === 'object' ? address.port : 0)))
    })
  })
}
