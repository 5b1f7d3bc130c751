import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { AppError } from '@/lib/errors'
import { dismissReviewSchema } from '@/lib/schemas/changes/change-inputs'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { whoOf } from '@/lib/services/actor'
import { notify } from '@/lib/services/inbox/notices/notify'
import { verb } from '@/lib/services/verb'
import { requireChange, requireOpenChange } from './reading/find-change-request'
import { auditChange } from './record/audit-change'

/**
 * Ends that somebody’s “changes requested” keeps a change request from being merged: for a reviewer who does not come back
 * to it. What they said stays, and so does the reason.
 * @throws AppError NOT_FOUND for who requested no changes; CONFLICT for a request that has ended, or a review that is
 *   dismissed already
 */
export const dismissReview = verb({
  name: 'dismissReview',
  scope: 'admin',
  effect: 'write',
  input: dismissReviewSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number, reviewerId, reason }) => {
    await prisma.$transaction(async (tx) => {
      await bumpForReleases(tx, workspaceId)
      await requireOpenChange(tx, workspaceId, number)
      const where = { workspaceId_number_reviewerId: { workspaceId, number, reviewerId } }
      const review = await tx.changeReview.findUnique({
        where,
        select: { verdict: true, reviewerName: true, dismissReason: true },
      })
      const of = { entity: 'changeReview', id: reviewerId }
      if (review?.verdict !== 'changes') {
        throw new AppError('NOT_FOUND', 'This person has requested no changes: there is nothing to dismiss.', of)
      }
      if (review.dismissReason !== null) {
        throw new AppError('CONFLICT', 'This review is dismissed already: reload the page.', of)
      }
      const data = { dismissReason: reason, dismissedBy: whoOf(actor) }
      await tx.changeReview.update({ where, data, select: { number: true } })
      await auditChange(tx, actor, 'dismissed', number, { reviewer: review.reviewerName, reason })
      await notify(tx, actor, new Map([[reviewerId, 'dismissed']]), { number, moduleId: null, threadId: null })
    })
    return requireChange(workspaceId, number)
  },
})
