import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { PoolConfig } from 'pg'
import { keepRunning, type Running } from '../keep-running'
import { prepareDataFolder } from './data-folder'
import { refuseFullDisk } from './disk-space'
import { defaultTransport, endpointOf, isListening, poolConfigOf } from './endpoint'
import type { EmbeddedReport } from './serve-embedded'
import { StartError } from './start-error'

export type EmbeddedDatabase = {
  config: PoolConfig
  /** Resolves when the process is gone and everything is on disk. */
  stop(): Promise<void>
  /** From now on, a process that does not answer for `deadlineMs` (60 s) is killed and started again. */
  watch(deadlineMs?: number): void
}

/** How often the database's process is asked whether it lives. */
const PINGS_A_DEADLINE = 12
const DEADLINE_MS = 60_000
/** Closing writes everything out; what takes longer is done by recovery at the next start. */
const CLOSE_TIMEOUT_MS = 20_000

/**
 * Starts the embedded database as its own process, which ends with this one, and starts it again whenever it ends by
 * itself. Statements that were under way then fail, and so do new ones until it runs again.
 * @throws StartError when the folder cannot be written, another process has it, the disk is full, or it does not open.
 */
export async function startEmbedded(
  dataDir: string,
  transport: 'socket' | 'tcp' = defaultTransport(),
): Promise<EmbeddedDatabase> {
  const folder = prepareDataFolder(dataDir)
  refuseFullDisk(folder)
  let child: Child | undefined
  let deadlineMs: number | undefined
  const { config, stop } = await keepRunning('embedded database', async () => {
    child = spawnChild(folder, transport)
    await child.ready
    if (deadlineMs !== undefined) child.watch(deadlineMs)
    const endpoint = endpointOf(folder, transport)
    if (!endpoint) throw new StartError(`The embedded database in ${folder} does not say where it listens.`)
    return { ...child, config: poolConfigOf(endpoint) }
  })
  const watch = (newDeadlineMs = DEADLINE_MS) => {
    deadlineMs = newDeadlineMs
    child?.watch(deadlineMs)
  }
  return { config, stop, watch }
}

type Child = Running & { ready: Promise<void>; watch(deadlineMs: number): void }

function spawnChild(folder: string, transport: string): Child {
  const child = spawn(process.execPath, [...programArguments(), folder, transport], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let silentPings = 0
  let why: string | undefined
  const ended = new Promise<string>((done) =>
    child.once('exit', (code, signal) => done(why ?? (signal ? `by ${signal}` : `with code ${code}`))),
  )
  // writing to a process that died is not an error of ours
  child.stdin.on('error', () => undefined)
  const ready = new Promise<void>((done, failed) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const report = parseReport(line)
      silentPings = 0
      if (report.state === 'ready') done()
      else if (report.state === 'in-use') failed(inUse(folder))
      else if (report.state === 'failed') failed(new StartError(report.message))
    })
    void ended.then((reason) => failed(new StartError(`The embedded database in ${folder} ended ${reason}.`)))
  })
  const watch = (deadlineMs: number) => {
    // counted in questions, not by a clock: one that jumps, or this process standing still, is no silence of the other
    const timer = setInterval(() => {
      if (silentPings++ < PINGS_A_DEADLINE) child.stdin.write('ping\n')
      else {
        why = `because it did not answer for ${deadlineMs / 1000} s`
        child.kill('SIGKILL')
      }
    }, deadlineMs / PINGS_A_DEADLINE)
    timer.unref()
    void ended.then(() => clearInterval(timer))
  }
  const stop = async () => {
    child.stdin.end()
    const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_TIMEOUT_MS)
    await ended
    clearTimeout(timer)
  }
  return { ready, ended, watch, stop }
}

const inUse = (folder: string) =>
  new StartError(
    `The data folder ${folder} is in use by another Loadout: stop that one, or set LOADOUT_DATA_DIR to another folder.`,
    true,
  )

/** From source it is TypeScript; the build puts it, as JavaScript, beside what this file became a part of. */
function programArguments(): string[] {
  const isSource = import.meta.url.endsWith('.ts')
  const program = fileURLToPath(new URL(`./serve-embedded.${isSource ? 'ts' : 'mjs'}`, import.meta.url))
  return ['--disable-warning=ExperimentalWarning', ...(isSource ? ['--import', 'tsx'] : []), program]
}

/** True when a Loadout already serves this folder's database. */
export async function isEmbeddedRunning(dataDir: string): Promise<boolean> {
  const endpoint = endpointOf(prepareDataFolder(dataDir))
  return endpoint !== null && isListening(endpoint)
}

function parseReport(line: string): EmbeddedReport {
  try {
    return JSON.parse(line) as EmbeddedReport
  } catch {
    return { state: 'failed', message: line }
  }
}
