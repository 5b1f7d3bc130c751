import { prisma } from '@/lib/db/client'
import { changeReviewSchema, reviewSchema } from '@/lib/schemas/review'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'

/** Says whether production moves by approved change requests alone. */
export const changeReview = verb({
  name: 'changeReview',
  scope: 'admin',
  effect: 'write',
  input: changeReviewSchema,
  output: reviewSchema,
  run: async ({ actor, workspaceId }, { review }) => {
    await prisma.$transaction(async (tx) => {
      const before = await tx.workspaceState.findUnique({ where: { workspaceId }, select: { review: true } })
      await tx.workspaceState.update({ where: { workspaceId }, data: { review }, select: { workspaceId: true } })
      await recordAudit(tx, actor, { action: 'review.changed', before: { ...before }, after: { review } })
    })
    return { review }
  },
})
