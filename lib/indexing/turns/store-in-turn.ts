import { databaseKind, prisma } from '@/lib/db/client'
import { retryUnavailable } from '@/lib/db/retry-unavailable'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { giveWay } from '@/lib/give-way'
import { processWide } from '@/lib/process-wide'
import { LIMITS } from '@/lib/schemas/limits'
import { FairQueue, type Urgency } from '@/lib/texts/threads/fair-queue'

/** The embedded database has one backend: a second transaction would only wait there, before everybody's questions. */
const AT_ONCE = databaseKind === 'embedded' ? 1 : 8
const TIMEOUT_MS = 30_000
/** A chunk with its terms and vector takes about half a millisecond; a busy machine is many times slower. */
const TIMEOUT_MS_PER_CHUNK = 20
const RETRY_AFTER_SECONDS = 10

type Turns = { queue: FairQueue<() => Promise<void>>; running: number }

export type StoreTurn = {
  workspaceId: string
  urgency: Urgency
  /** That the transaction inserts; its time limit grows with them. */
  chunks: number
}

/**
 * Runs a transaction that stores what was indexed. Such transactions wait here for their turn, where no time limit of the
 * database runs: those that a person waits for first, then one workspace after the other. What people ask meanwhile comes
 * between two of them. An import's takes another turn while the database is busy or starts again: `work` may run more than
 * once.
 * @throws AppError UNAVAILABLE when too many wait already
 */
export function storeInTurn<Result>(
  { workspaceId, urgency, chunks }: StoreTurn,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const turns = processWide<Turns>('store turns', () => ({ queue: new FairQueue(LIMITS.waitingStores), running: 0 }))
  const timeout = TIMEOUT_MS + chunks * TIMEOUT_MS_PER_CHUNK
  const once = () =>
    new Promise<Result>((resolve, reject) => {
      const run = async () => {
        if (urgency !== 'person') await giveWay()
        await prisma.$transaction(work, { timeout, maxWait: timeout }).then(resolve, reject)
      }
      if (turns.queue.add(workspaceId, urgency, run)) return startWaiting(turns)
      const message = 'Too many changes wait to be stored. Try again in a few seconds.'
      reject(new AppError('UNAVAILABLE', message, { retryAfterSeconds: RETRY_AFTER_SECONDS }))
    })
  return urgency === 'import' ? retryUnavailable(once) : once()
}

function startWaiting(turns: Turns): void {
  while (turns.running < AT_ONCE) {
    const run = turns.queue.take()
    if (!run) return
    turns.running++
    void run().finally(() => {
      turns.running--
      startWaiting(turns)
    })
  }
}
