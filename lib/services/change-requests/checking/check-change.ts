import { prisma } from '@/lib/db/client'
import { AppError, type ErrorCode } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Actor } from '@/lib/services/actor'
import { refreshEdits } from '@/lib/services/change-requests/edits/refresh-edits'
import { queueCheckChange } from '@/lib/services/change-requests/reviews/queue-check-change'
import { runMissing } from '@/lib/services/change-requests/reviews/run-required'

/** Of one job: others get their turn in between. */
const TURN_MS = 20_000

/** What an edit is refused with however often it is tried: the sets are run with what is prepared. */
const LASTING = new Set<ErrorCode>(['NOT_FOUND', 'VALIDATION', 'LIMIT_EXCEEDED'])

/**
 * Prepares what is not, runs the required query sets of an open change request, and notes how many contexts it changes: whoever comes to it finds
 * that there. Queues itself for the rest. A run that cannot end, or that somebody cancelled, stays as it is.
 */
export async function checkChange(
  { workspaceId, number }: { workspaceId: string; number: number },
  signal?: AbortSignal,
): Promise<void> {
  const row = await prisma.changeRequest.findUnique({
    where: { workspaceId_number: { workspaceId, number } },
    select: { status: true, fillingTotal: true },
  })
  if (row?.status !== 'open' || row.fillingTotal !== null) return
  const actor: Actor = { kind: 'system', workspaceId, name: 'Loadout' }
  try {
    await refreshEdits(actor, workspaceId, number)
  } catch (error) {
    if (!(error instanceof AppError && LASTING.has(error.code))) throw error
    log('warn', 'edits of a change request cannot be prepared', { workspaceId, number }, error)
  }
  const left = await runMissing(actor, number, { endsAt: performance.now() + TURN_MS, signal, isBackground: true })
  signal?.throwIfAborted()
  if (left?.isRunning) await queueCheckChange(workspaceId, number)
}
