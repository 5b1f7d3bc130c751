export type ProcessDto = {
  name: string
  state: 'running' | 'restarting'
  startedAt: string
  /** How often it was started again since Loadout was started. */
  restarts: number
  lastEndedAt: string | null
  /** The end of a sentence: `by SIGKILL`. */
  lastReason: string | null
}

/** While it fails. */
export const HEALTH_RETRY_AFTER_SECONDS = 5

/** How long what was due had to wait for the event loop, over the last one to two minutes. */
export type EventLoopDto = { p99Ms: number; maxMs: number; seconds: number }

type DatabaseDto = {
  kind: 'embedded' | 'postgres'
  /** Milliseconds of one round trip; while it is under way, what it has taken so far. */
  latencyMs: number
  /** It works on something else, and has not answered yet. */
  isBusy: boolean
}

/** The server has just started and does not measure itself yet. */
export type StartingDto = { status: 'starting' }

export type HealthDto = { version: string; processes: ProcessDto[]; eventLoop?: EventLoopDto } & (
  | { status: 'ok'; database: DatabaseDto }
  | { status: 'failing'; failing: 'database' }
)
