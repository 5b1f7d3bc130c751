import { prisma } from '@/lib/db/client'
import { lockRevision } from '@/lib/db/releases/bump-revision'
import { changeReviewSchema, reviewSchema } from '@/lib/schemas/changes/review'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
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
      // what moves production under the old setting ends first
      await lockRevision(tx, workspaceId)
      const before = await tx.workspaceSettings.findUnique({ where: { workspaceId }, select: { review: true } })
      await tx.workspaceSettings.update({ where: { workspaceId }, data: { review }, select: { workspaceId: true } })
      await recordAudit(tx, actor, { action: 'review.changed', before: { ...before }, after: { review } })
    })
    return { review }
  },
})
