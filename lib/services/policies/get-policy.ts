import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { getPolicySchema, type PolicyDetailDto } from '@/lib/schemas/policy'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { POLICY_SELECT, toPolicy } from './to-policy'

/** A policy with all its versions. @throws AppError NOT_FOUND. */
export async function getPolicy(actor: Actor, input: unknown): Promise<PolicyDetailDto> {
  const { workspaceId } = authorize(actor, 'read')
  const { id } = parseInput(getPolicySchema, input)
  const row = await prisma.policy.findUnique({ where: { workspaceId_id: { workspaceId, id } }, select: POLICY_SELECT })
  if (!row) throw new AppError('NOT_FOUND', 'There is no such policy.', { entity: 'policy', id })
  const { policy, versions } = toPolicy(row)
  return { ...policy, versions }
}
