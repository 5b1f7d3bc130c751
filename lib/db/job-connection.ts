import { setTimeout as sleep } from 'node:timers/promises'
import { say } from '@/lib/log'
import { processWide } from '@/lib/process-wide'
import { databasePool } from './client'
import { isDatabaseUnavailable } from './is-database-unavailable'

const FIRST_WAIT_MS = 200
const MAX_WAIT_MS = 5_000

type Connection = { isLost: boolean; onBack: Set<() => void> }

const connection = processWide<Connection>('job connection', () => ({ isLost: false, onBack: new Set() }))

/** Whether the last statement of the queue was not answered. */
export const isDatabaseLost = (): boolean => connection.isLost

/** Runs a statement of the queue; says so when the database does not answer, and when it does again. */
export async function executeJobSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const result = await databasePool()
    .query(text, values)
    .catch((error: unknown) => {
      if (isDatabaseUnavailable(error)) noteLost(error)
      throw error
    })
  noteAnswered()
  // several statements in one text have a result each
  return Array.isArray(result) ? { rows: result.at(-1)?.rows ?? [] } : result
}

function noteLost(error: unknown): void {
  if (connection.isLost) return
  connection.isLost = true
  const why = error instanceof Error ? error.message : String(error)
  say(`jobs: the database does not answer (${why}). Background jobs wait for it.`)
}

function noteAnswered(): void {
  if (!connection.isLost) return
  connection.isLost = false
  say('jobs: the database answers again. Background jobs go on.')
  for (const listener of connection.onBack) listener()
}

/** Calls back each time the database answers again; returns what ends that. */
export function onDatabaseBack(listener: () => void): () => void {
  connection.onBack.add(listener)
  return () => void connection.onBack.delete(listener)
}

/** Tries again, after 0.2 s at first and up to 5 s, for as long as the database is what fails. */
export async function whenAvailable<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, MAX_WAIT_MS)) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error
      noteLost(error)
    }
    await sleep(waitMs)
  }
}
