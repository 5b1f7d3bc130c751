import { passReview } from '@/lib/db/review-gate'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { type Actor, authorize } from '@/lib/services/actor'
import { requireOpenChange } from './find-change-request'
import { findReviews } from './find-reviews'
import { auditChange } from './store-edits'

type Asked = { number: number; bypassReason: string | undefined }

/**
 * Opens the gate before production for a merge whose reviews let it through, or that an admin bypasses them for. Call it
 * after `bumpRevision`: under its lock neither edits nor reviews change.
 * @throws AppError CONFLICT; FORBIDDEN for a bypass by who is no admin
 */
export async function requireApproval(tx: Transaction, actor: Actor, { number, bypassReason }: Asked): Promise<void> {
  const { workspaceId } = actor
  await requireOpenChange(tx, workspaceId, number)
  const { reviewProblem } = await findReviews(tx, workspaceId, number)
  if (reviewProblem !== null) {
    if (bypassReason === undefined) {
      const message = `${reviewProblem} Nothing was merged.`
      throw new AppError('CONFLICT', message, { entity: 'changeRequest', id: `${number}`, reviewProblem })
    }
    authorize(actor, 'admin')
    await tx.changeRequest.update({
      where: { workspaceId_number: { workspaceId, number } },
      data: { bypassReason },
      select: { number: true },
    })
    await auditChange(tx, actor, 'bypassed', number, { reason: bypassReason, problem: reviewProblem })
  }
  await passReview(tx, workspaceId)
}
