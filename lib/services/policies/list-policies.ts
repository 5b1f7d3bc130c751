import { prisma } from '@/lib/db/client'
import { listPoliciesSchema, policyListSchema } from '@/lib/schemas/contexts/policy'
import { verb } from '@/lib/services/verb'
import { POLICY_SELECT, toPolicy } from './rows/to-policy'

/** All policies of the workspace, the default one first. */
export const listPolicies = verb({
  name: 'listPolicies',
  scope: 'read',
  effect: 'read',
  input: listPoliciesSchema,
  output: policyListSchema,
  run: async ({ workspaceId }) => {
    const rows = await prisma.policy.findMany({
      where: { workspaceId },
      orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
      select: POLICY_SELECT,
    })
    const items = rows.map((row) => toPolicy(row).policy)
    return { items, total: items.length, nextCursor: null }
  },
})
