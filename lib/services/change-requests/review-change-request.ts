import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { reviewChangeSchema } from '@/lib/schemas/changes/change-inputs'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { addReply, addThread } from '@/lib/services/discussion/threads/add-comments'
import { prepareThreads } from '@/lib/services/discussion/threads/prepare-threads'
import { TRANSACTION_OPTIONS } from '@/lib/services/releases/rows/write-entries'
import { verb } from '@/lib/services/verb'
import { refuseFilling } from './reading/filling'
import { requireChange, requireFilled, requireOpenChange } from './reading/find-change-request'
import { auditChange } from './record/audit-change'
import { hashEdits, markEdits } from './reviews/edit-marks'
import { findEffect } from './reviews/find-effect'
import { dropReviewedTexts } from './reviews/reviewed-texts'
import { runRequired } from './reviews/run-required'

/**
 * Says what somebody thinks of a change request, in place of what they said before, and sends the comments that they wrote
 * on the way: all or nothing. It holds for the edits as they are, and for what they do to the contexts of the required query
 * sets: an approval runs those that were not run at the present state. `comment` says nothing for or against, so that who
 * wrote some of it may send it, too.
 * @throws AppError NOT_FOUND; CONFLICT for a request that has ended, for a line that is no longer there, and where production
 *   moves on while the sets are run; FORBIDDEN for the verdict of who wrote any of it, and for a key; VALIDATION for a
 *   comment that says nothing; LIMIT_EXCEEDED
 */
export const reviewChangeRequest = verb({
  name: 'reviewChangeRequest',
  scope: 'compose',
  effect: 'write',
  input: reviewChangeSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number, verdict, comment, threads, replies }) => {
    if (actor.kind !== 'user') throw refuse('A person reviews a change request: sign in to do it.')
    if (verdict === 'comment' && comment.trim() === '' && threads.length + replies.length === 0) {
      throw new AppError('VALIDATION', 'Write a comment first.', { fields: { comment: 'is empty' } })
    }
    const { userId: reviewerId, name: reviewerName } = actor
    const prepared = await prepareThreads(actor, number, threads)
    if (verdict === 'approved') {
      await requireFilled(workspaceId, number)
      await runRequired(actor, number)
    }
    await prisma.$transaction(async (tx) => {
      await bumpForReleases(tx, workspaceId)
      const { release, ...change } = await requireOpenChange(tx, workspaceId, number)
      if (verdict === 'approved') await refuseFilling(tx, workspaceId, { number, ...change })
      // who has written some of it since takes back what they said
      if (verdict === 'approved' || verdict === 'changes') await refuseWriter(tx, workspaceId, number, reviewerId)
      if (verdict !== 'comment') await tx.changeReview.deleteMany({ where: { workspaceId, number, reviewerId } })
      if (verdict === 'approved' || verdict === 'changes') {
        const editsHash = await hashEdits(tx, workspaceId, number)
        const edits = await markEdits(tx, workspaceId, number)
        const effect = release ? await findEffect(tx, workspaceId, release.id) : []
        if (verdict === 'approved' && effect.some(({ contexts }) => contexts === null)) throw hasMoved(number)
        await tx.changeReview.create({
          data: { workspaceId, number, reviewerId, reviewerName, verdict, comment, editsHash, edits, effect },
          select: { number: true },
        })
      }
      if (verdict !== 'comment') await dropReviewedTexts(tx, workspaceId, number)
      await auditChange(tx, actor, 'reviewed', number, { verdict }, { said: { comment } })
      for (const thread of prepared) await addThread(tx, actor, { number, thread, isOfReview: true })
      for (const reply of replies) await addReply(tx, actor, { ...reply, number })
    }, TRANSACTION_OPTIONS)
    return requireChange(workspaceId, number)
  },
})

/** @throws AppError FORBIDDEN */
async function refuseWriter(tx: Transaction, workspaceId: string, number: number, userId: string): Promise<void> {
  const isTheirs = { path: ['personId'], equals: userId }
  const some = { some: { editedBy: isTheirs } }
  const wrote = { OR: [{ author: isTheirs }, { edits: some }, { policies: some }, { querySets: some }] }
  if ((await tx.changeRequest.count({ where: { workspaceId, number, ...wrote } })) > 0) {
    throw refuse('You wrote some of this change request: somebody else reviews it.')
  }
}

function hasMoved(number: number): AppError {
  const message =
    'Production or the change moved on while the required query sets were run. Look at it once more, then approve.'
  return new AppError('CONFLICT', message, { entity: 'changeRequest', id: `${number}` })
}

function refuse(message: string): AppError {
  return new AppError('FORBIDDEN', message, { entity: 'changeReview' })
}
