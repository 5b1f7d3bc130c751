import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'

const DAY_MS = 24 * 60 * 60 * 1000

/** What was deleted before this moment can no longer be brought back. */
export const setUndoEndsAt = (): Date => new Date(Date.now() - LIMITS.querySetUndoDays * DAY_MS)

/**
 * Call it in the transaction that adds a set. Sets that were deleted long ago are removed for good, except those that a
 * change request creates which was not merged. @throws AppError LIMIT_EXCEEDED
 */
export async function makeRoomForSet(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "QuerySet" q WHERE q."workspaceId" = ${workspaceId} AND q."deletedAt" < ${setUndoEndsAt()} AND NOT EXISTS (
      SELECT 1 FROM "ChangeRequestQuerySet" e
      JOIN "ChangeRequest" c ON c."workspaceId" = e."workspaceId" AND c."number" = e."number" AND c."status" <> 'merged'
      WHERE e."workspaceId" = q."workspaceId" AND e."querySetId" = q."id" AND e."kind" = 'create')`
  const limit = LIMITS.querySetsPerWorkspace
  if ((await tx.querySet.count({ where: { workspaceId, deletedAt: null } })) >= limit) {
    throw new AppError('LIMIT_EXCEEDED', `A workspace has at most ${limit} query sets: delete some first.`, { limit })
  }
}
