import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { PolicyDetailDto } from '@/lib/schemas/contexts/policy'
import { POLICY_SELECT, toPolicy } from './to-policy'

/** A policy with all its versions. @throws AppError NOT_FOUND. */
export async function readPolicy(workspaceId: string, id: string): Promise<PolicyDetailDto> {
  const row = await prisma.policy.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: POLICY_SELECT,
  })
  if (!row) throw new AppError('NOT_FOUND', 'There is no such policy.', { entity: 'policy', id })
  const { policy, versions } = toPolicy(row)
  return { ...policy, versions }
}
