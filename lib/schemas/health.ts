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

export type HealthDto = { version: string; processes: ProcessDto[] } & (
  | { status: 'ok'; database: { kind: 'embedded' | 'postgres'; latencyMs: number } }
  | { status: 'failing'; failing: 'database' }
)
