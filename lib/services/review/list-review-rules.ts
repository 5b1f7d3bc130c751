import { prisma } from '@/lib/db/client'
import { listRulesSchema, ruleListSchema } from '@/lib/schemas/changes/review-rule'
import { verb } from '@/lib/services/verb'
import { describeRules, readRules } from './rules/read-rules'

/** Who has to approve what, where review is required. */
export const listReviewRules = verb({
  name: 'listReviewRules',
  scope: 'read',
  effect: 'read',
  input: listRulesSchema,
  output: ruleListSchema,
  run: async ({ workspaceId }) => ({
    items: await describeRules(prisma, workspaceId, await readRules(prisma, workspaceId)),
  }),
})
