import { prisma } from '@/lib/db/client'
import { lockRevision } from '@/lib/db/releases/bump-revision'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { createRuleSchema, reviewRuleSchema } from '@/lib/schemas/changes/review-rule'
import { LIMITS } from '@/lib/schemas/limits'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { requireOwners, requireRule } from './rules/require-rule'

/**
 * Makes a rule; it holds for open change requests as well.
 * @throws AppError VALIDATION for an owner who is no member or may not review; LIMIT_EXCEEDED
 */
export const createReviewRule = verb({
  name: 'createReviewRule',
  scope: 'admin',
  effect: 'write',
  input: createRuleSchema,
  output: reviewRuleSchema,
  run: async ({ actor, workspaceId }, rule) => {
    const id = newId('rule')
    await prisma.$transaction(async (tx) => {
      // a merge that looks at the rules holds it, too
      await lockRevision(tx, workspaceId)
      await requireOwners(tx, workspaceId, rule.memberIds)
      const actual = await tx.reviewRule.count({ where: { workspaceId } })
      const limit = LIMITS.reviewRules
      if (actual >= limit) {
        const message = `A workspace has at most ${limit} review rules: delete one first.`
        throw new AppError('LIMIT_EXCEEDED', message, { limit, actual })
      }
      await tx.reviewRule.create({ data: { workspaceId, id, ...rule }, select: { id: true } })
      await recordAudit(tx, actor, { action: 'reviewRule.created', target: id, before: {}, after: rule })
    })
    return requireRule(workspaceId, id)
  },
})
