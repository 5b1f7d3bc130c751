import { bumpForReleases } from '@/lib/db/bump-revision'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { changeRequestSchema, reviewChangeSchema } from '@/lib/schemas/change-request'
import { verb } from '@/lib/services/verb'
import { requireChange, requireOpenChange } from './find-change-request'
import { hashEdits } from './find-reviews'
import { auditChange } from './store-edits'

/**
 * Says what somebody thinks of a change request, in place of what they said before. It holds for the edits as they are.
 * @throws AppError NOT_FOUND; CONFLICT for a request that has ended; FORBIDDEN for who wrote any of it, and for a key
 */
export const reviewChangeRequest = verb({
  name: 'reviewChangeRequest',
  scope: 'compose',
  effect: 'write',
  input: reviewChangeSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number, verdict, comment }) => {
    if (actor.kind !== 'user') throw refuse('A person reviews a change request: sign in to do it.')
    const { userId: reviewerId, name: reviewerName } = actor
    await prisma.$transaction(async (tx) => {
      await bumpForReleases(tx, workspaceId)
      await requireOpenChange(tx, workspaceId, number)
      const wrote = { OR: [{ authorId: reviewerId }, { edits: { some: { editedById: reviewerId } } }] }
      if ((await tx.changeRequest.count({ where: { workspaceId, number, ...wrote } })) > 0) {
        throw refuse('You wrote some of this change request: somebody else reviews it.')
      }
      await tx.changeReview.deleteMany({ where: { workspaceId, number, reviewerId } })
      if (verdict !== 'none') {
        const editsHash = await hashEdits(tx, workspaceId, number)
        await tx.changeReview.create({
          data: { workspaceId, number, reviewerId, reviewerName, verdict, comment, editsHash },
          select: { number: true },
        })
      }
      await auditChange(tx, actor, 'reviewed', number, { verdict })
    })
    return requireChange(workspaceId, number)
  },
})

function refuse(message: string): AppError {
  return new AppError('FORBIDDEN', message, { entity: 'changeReview' })
}
