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
      // a policy may have thousands of versions
      select: { ...POLICY_SELECT, versions: { ...POLICY_SELECT.versions, take: 1 } },
    })
    const older = rows.filter(({ activeVersion, versions: [latest] }) => latest?.version !== activeVersion)
    const active = await prisma.policyVersion.findMany({
      where: { workspaceId, OR: older.map(({ id, activeVersion }) => ({ policyId: id, version: activeVersion })) },
      select: POLICY_SELECT.versions.select,
    })
    const items = rows.map(({ versions, ...row }) => {
      const own = active.filter(({ policyId }) => policyId === row.id)
      return toPolicy({ ...row, versions: [...versions, ...own] }).policy
    })
    return { items, total: items.length, nextCursor: null }
  },
})
