import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'

/** Call it before a request is opened, new or again, under the lock of `bumpForReleases`. @throws AppError LIMIT_EXCEEDED */
export async function requireRoom(tx: Transaction, workspaceId: string): Promise<void> {
  const limit = LIMITS.openChangeRequests
  const actual = await tx.changeRequest.count({ where: { workspaceId, status: { in: ['draft', 'open'] } } })
  if (actual >= limit) {
    const message = `A workspace has at most ${limit} open change requests: merge or close some first.`
    throw new AppError('LIMIT_EXCEEDED', message, { limit, actual })
  }
}
