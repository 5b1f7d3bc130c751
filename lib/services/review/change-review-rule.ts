import { prisma } from '@/lib/db/client'
import { lockRevision } from '@/lib/db/releases/bump-revision'
import { changeRuleSchema, reviewRuleSchema } from '@/lib/schemas/changes/review-rule'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { RULE_SELECT } from './rules/read-rules'
import { requireOwners, requireRule, ruleNotFound } from './rules/require-rule'

/** Puts a rule in place of the one of this id. @throws AppError NOT_FOUND; VALIDATION as `createReviewRule` does. */
export const changeReviewRule = verb({
  name: 'changeReviewRule',
  scope: 'admin',
  effect: 'write',
  input: changeRuleSchema,
  output: reviewRuleSchema,
  run: async ({ actor, workspaceId }, { id, ...rule }) => {
    await prisma.$transaction(async (tx) => {
      await lockRevision(tx, workspaceId)
      const where = { workspaceId_id: { workspaceId, id } }
      const before = await tx.reviewRule.findUnique({ where, select: RULE_SELECT })
      if (!before) throw ruleNotFound(id)
      await requireOwners(tx, workspaceId, rule.memberIds)
      await tx.reviewRule.update({ where, data: rule, select: { id: true } })
      await recordAudit(tx, actor, { action: 'reviewRule.changed', target: id, before, after: rule })
    })
    return requireRule(workspaceId, id)
  },
})
