import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Running } from '../keep-running'
import type { EmbeddedReport } from './serve-embedded'
import { StartError } from './start-error'
import { watchAnswers } from './watch-answers'

/** Closing writes everything out; what takes longer is done by recovery at the next start. */
const CLOSE_TIMEOUT_MS = 20_000

export type EmbeddedProcess = Running & {
  /** Rejects with a StartError. */
  ready: Promise<void>
  /** Kills it when it does not answer for so long. */
  watch(deadlineMs: number): void
}

/** The process of the embedded database; over TCP it listens on `port`, if one is given, with the password of before. */
export function spawnEmbedded(folder: string, transport: 'socket' | 'tcp', port?: number): EmbeddedProcess {
  const args = [...programArguments(), folder, transport, ...(port === undefined ? [] : [String(port)])]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  let watching: ReturnType<typeof watchAnswers> | undefined
  let why: string | undefined
  const ended = new Promise<string>((done) =>
    child.once('exit', (code, signal) => done(why ?? (signal ? `by ${signal}` : `with code ${code}`))),
  )
  // writing to a process that died is not an error of ours
  child.stdin.on('error', () => undefined)
  const ready = new Promise<void>((done, failed) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const report = parseReport(line)
      watching?.heard()
      if (report.state === 'ready') done()
      else if (report.state === 'in-use') failed(inUse(folder))
      else if (report.state === 'failed') failed(new StartError(report.message))
    })
    void ended.then((reason) => failed(new StartError(`The embedded database in ${folder} ended ${reason}.`)))
  })
  const watch = (deadlineMs: number) => {
    watching?.stop()
    watching = watchAnswers(
      deadlineMs,
      () => child.stdin.write('ping\n'),
      () => {
        why = `because it did not answer for ${deadlineMs / 1000} s`
        child.kill('SIGKILL')
      },
    )
    void ended.then(watching.stop)
  }
  const stop = async () => {
    child.stdin.end()
    const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_TIMEOUT_MS)
    await ended
    clearTimeout(timer)
  }
  return { pid: child.pid ?? null, ready, ended, watch, stop }
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

function parseReport(line: string): EmbeddedReport {
  try {
    return JSON.parse(line) as EmbeddedReport
  } catch {
    return { state: 'failed', message: line }
  }
}
