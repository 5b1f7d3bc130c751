import { prisma } from '@/lib/db/client'
import { listPoliciesSchema, type PolicyDto } from '@/lib/schemas/policy'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { POLICY_SELECT, toPolicy } from './to-policy'

/** All policies of the workspace, the default one first. */
export async function listPolicies(
  actor: Actor,
  input: unknown,
): Promise<{ items: PolicyDto[]; total: number; nextCursor: null }> {
  const { workspaceId } = authorize(actor, 'read')
  parseInput(listPoliciesSchema, input)
  const rows = await prisma.policy.findMany({
    where: { workspaceId },
    orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
    select: POLICY_SELECT,
  })
  const items = rows.map((row) => toPolicy(row).policy)
  return { items, total: items.length, nextCursor: null }
}
