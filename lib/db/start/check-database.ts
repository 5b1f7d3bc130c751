import { setTimeout as sleep } from 'node:timers/promises'
import { databaseKind, prisma } from '@/lib/db/client'

/** Whoever asks is not kept waiting for a database that is busy. */
const WAIT_MS = 25
/** Without an answer for so long it does not work. */
const SILENT_MS = 20_000

export type DatabaseState = {
  kind: 'embedded' | 'postgres'
  /** Of one round trip; while it is under way, what it has taken so far. */
  latencyMs: number
  /** The round trip is still under way: the database works on something else. */
  isBusy: boolean
}

type Question = { askedAt: number; answer: Promise<number> }

/** Of this process; `hasFailed` while the last question that has ended failed. */
let question: Question | undefined
let hasFailed = false

/**
 * Whether the database answers, within 25 ms: one that has not answered yet is busy, unless the question before failed.
 * @throws what the question failed with, or an error when no answer came for 20 s, or in time after a failure
 */
export async function checkDatabase(
  ask: () => Promise<unknown> = () => prisma.$queryRaw`SELECT 1`,
): Promise<DatabaseState> {
  question ??= open(ask)
  const { askedAt, answer } = question
  const waited = () => performance.now() - askedAt
  const latencyMs = await Promise.race([answer, after(WAIT_MS)])
  if (latencyMs !== undefined) return { kind: databaseKind, latencyMs: round(latencyMs), isBusy: false }
  if (hasFailed || waited() > SILENT_MS) throw new Error(`The database has not answered for ${round(waited())} ms.`)
  return { kind: databaseKind, latencyMs: round(waited()), isBusy: true }
}

/** One question at a time, however many want to know. */
function open(ask: () => Promise<unknown>): Question {
  const askedAt = performance.now()
  const answer = ask().then(
    () => {
      hasFailed = false
      return performance.now() - askedAt
    },
    (error: unknown) => {
      hasFailed = true
      throw error
    },
  )
  answer
    .catch(() => undefined)
    .finally(() => {
      question = undefined
    })
  return { askedAt, answer }
}

const round = (ms: number) => Math.round(ms * 100) / 100

const after = (ms: number) => sleep(ms, undefined, { ref: false })
