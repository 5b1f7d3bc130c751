import { setTimeout as sleep } from 'node:timers/promises'
import { say } from '@/lib/log'
import { processWide } from '@/lib/process-wide'

const FIRST_WAIT_MS = 200
const MAX_WAIT_MS = 30_000
/** What ran for this long did not fail at its start: the next wait is the first one again. */
const STEADY_MS = 60_000

export type Running = {
  /** Null for what is not a process. */
  pid: number | null
  /** Resolves when it has ended, with the reason as the end of a sentence: `with code 1`. */
  ended: Promise<string>
  stop(): Promise<void>
}

export type ProcessState = {
  state: 'running' | 'restarting'
  pid: number | null
  /** When what runs now was started, or what ran last. */
  startedAt: string
  /** How often it was started again since its keeper began. */
  restarts: number
  lastEndedAt: string | null
  /** Why it ended last, as the end of a sentence: `by SIGKILL`. */
  lastReason: string | null
}

const processes = processWide('processes', () => new Map<string, ProcessState>())

/** The processes that this one keeps running, by name. */
export function listProcesses(): Record<string, ProcessState> {
  return Object.fromEntries(processes)
}

/** Lists a process that another one keeps running. */
export function noteProcess(name: string, state: ProcessState): void {
  processes.set(name, state)
}

/**
 * Starts something and starts it again whenever it ends by itself, waiting 0.2 s at first and up to 30 s when it keeps
 * ending; each time it says so on stderr. A first start that fails is the caller's to report.
 */
export async function keepRunning<R extends Running>(name: string, start: () => Promise<R>): Promise<Omit<R, 'ended'>> {
  const stopping = new AbortController()
  let running = await start()
  const state: ProcessState = { ...startedNow(running), restarts: 0, lastEndedAt: null, lastReason: null }
  noteProcess(name, state)
  const report = (text: string) => say(`The ${name} ${text}`)

  const keep = async () => {
    for (let waitMs = FIRST_WAIT_MS, startedAt = performance.now(); ; ) {
      const reason = await running.ended
      if (stopping.signal.aborted) return
      state.state = 'restarting'
      Object.assign(state, { lastEndedAt: new Date().toISOString(), lastReason: reason })
      if (performance.now() - startedAt > STEADY_MS) waitMs = FIRST_WAIT_MS
      report(`ended ${reason}. It is started again.`)
      for (let isRunning = false; !isRunning; ) {
        await sleep(waitMs, undefined, { signal: stopping.signal })
        waitMs = Math.min(waitMs * 2, MAX_WAIT_MS)
        try {
          running = await start()
          isRunning = true
        } catch (error) {
          report(
            `did not start: ${error instanceof Error ? error.message : error} It is tried again in ${waitMs / 1000} s.`,
          )
        }
      }
      if (stopping.signal.aborted) return running.stop()
      startedAt = performance.now()
      Object.assign(state, startedNow(running), { restarts: state.restarts + 1 })
      report('runs again.')
    }
  }
  const kept = keep().catch(() => undefined)

  return {
    ...running,
    stop: async () => {
      stopping.abort()
      await running.stop()
      await kept
      processes.delete(name)
    },
  }
}

const startedNow = ({ pid }: Running) => ({ state: 'running' as const, pid, startedAt: new Date().toISOString() })
