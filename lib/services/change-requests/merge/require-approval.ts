import { releaseOf } from '@/lib/db/releases/release'
import { passReview } from '@/lib/db/releases/review-gate'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { type Actor, authorize } from '@/lib/services/actor'
import { requireOpenChange } from '@/lib/services/change-requests/reading/find-change-request'
import { auditChange } from '@/lib/services/change-requests/record/audit-change'
import { findRequired, tellFailing } from '@/lib/services/change-requests/reviews/find-required'
import { findReviews } from '@/lib/services/change-requests/reviews/find-reviews'
import { ChangedMeanwhile } from './read-edits-to-merge'

type Asked = { number: number; bypassReason: string | undefined }

/**
 * Opens the gate before its target for a merge whose reviews and required query sets let it through, or that an admin
 * bypasses them for. Call it after `lockRevision`: under that lock neither releases nor edits nor reviews change.
 * @throws ChangedMeanwhile where the target moved on since the query sets were run; AppError CONFLICT; FORBIDDEN for a
 *   bypass by who is no admin
 */
export async function requireApproval(tx: Transaction, actor: Actor, { number, bypassReason }: Asked): Promise<void> {
  const { workspaceId } = actor
  const { release, targetId } = await requireOpenChange(tx, workspaceId, number)
  const { reviewProblem } = await findReviews(tx, workspaceId, number)
  const required = release ? await findRequired(tx, workspaceId, release.id) : []
  const isUnknown = required.some(({ runId }) => runId === null)
  if (isUnknown && bypassReason === undefined) throw new ChangedMeanwhile()
  const checksProblem = tellFailing(required) ?? (isUnknown ? 'Required query sets were not run.' : null)
  const problem = [reviewProblem, checksProblem].filter((told) => told !== null).join(' ')
  if (problem !== '') {
    if (bypassReason === undefined) {
      const data = { entity: 'changeRequest', id: `${number}`, reviewProblem, checksProblem }
      throw new AppError('CONFLICT', `${problem} Nothing was merged.`, data)
    }
    authorize(actor, 'admin')
    await tx.changeRequest.update({
      where: { workspaceId_number: { workspaceId, number } },
      data: { bypassReason },
      select: { number: true },
    })
    await auditChange(tx, actor, 'bypassed', number, { reason: bypassReason, problem })
  }
  await passReview(tx, releaseOf(workspaceId, targetId ?? undefined))
}
