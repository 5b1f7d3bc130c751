import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { lockRevision } from '@/lib/db/releases/bump-revision'
import { ruleRefSchema } from '@/lib/schemas/changes/review-rule'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { RULE_SELECT } from './rules/read-rules'
import { ruleNotFound } from './rules/require-rule'

/** @throws AppError NOT_FOUND */
export const deleteReviewRule = verb({
  name: 'deleteReviewRule',
  scope: 'admin',
  effect: 'write',
  input: ruleRefSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id }) => {
    await prisma.$transaction(async (tx) => {
      await lockRevision(tx, workspaceId)
      const where = { workspaceId_id: { workspaceId, id } }
      const before = await tx.reviewRule.findUnique({ where, select: RULE_SELECT })
      if (!before) throw ruleNotFound(id)
      await tx.reviewRule.delete({ where, select: { id: true } })
      await recordAudit(tx, actor, { action: 'reviewRule.deleted', target: id, before, after: {} })
    })
  },
})
