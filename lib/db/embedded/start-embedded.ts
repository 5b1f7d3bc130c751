import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { PoolConfig } from 'pg'
import { prepareDataFolder } from './data-folder'
import { defaultTransport, endpointOf, isListening, poolConfigOf } from './endpoint'
import type { EmbeddedReport } from './serve-embedded'
import { StartError } from './start-error'

export type EmbeddedDatabase = {
  config: PoolConfig
  /** Resolves when the process is gone and everything is on disk. */
  stop(): Promise<void>
  /** Resolves when the process ended by itself. */
  ended: Promise<void>
}

/**
 * Starts the embedded database as its own process, which ends with this one.
 * @throws StartError when the folder cannot be written, another process has it, or it does not open.
 */
export async function startEmbedded(
  dataDir: string,
  transport: 'socket' | 'tcp' = defaultTransport(),
): Promise<EmbeddedDatabase> {
  const folder = prepareDataFolder(dataDir)
  const child = spawn(process.execPath, [...programArguments(), folder, transport], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  // writing to a process that died is not an error of ours
  child.stdin?.on('error', () => undefined)
  const report = await firstReport(child)
  if (report.state === 'in-use')
    throw new StartError(
      `The data folder ${folder} is in use by another Loadout: stop that one, or set LOADOUT_DATA_DIR to another folder.`,
      true,
    )
  if (report.state === 'failed') throw new StartError(report.message)
  const endpoint = endpointOf(folder, transport)
  if (!endpoint) throw new StartError(`The embedded database in ${folder} does not say where it listens.`)
  return {
    config: poolConfigOf(endpoint),
    ended,
    stop: () => {
      child.stdin?.end()
      return ended
    },
  }
}

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

function firstReport(child: ChildProcess): Promise<EmbeddedReport> {
  return new Promise((done) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', (line) => done(parseReport(line)))
    child.once('exit', (exitCode) =>
      done({ state: 'failed', message: `The embedded database ended with code ${exitCode} while it started.` }),
    )
  })
}

function parseReport(line: string): EmbeddedReport {
  try {
    return JSON.parse(line) as EmbeddedReport
  } catch {
    return { state: 'failed', message: line }
  }
}
