import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { getPolicySchema, policyDetailSchema } from '@/lib/schemas/contexts/policy'
import { verb } from '@/lib/services/verb'
import { POLICY_SELECT, toPolicy } from './rows/to-policy'

/** A policy with all its versions. @throws AppError NOT_FOUND. */
export const getPolicy = verb({
  name: 'getPolicy',
  scope: 'read',
  effect: 'read',
  input: getPolicySchema,
  output: policyDetailSchema,
  run: async ({ workspaceId }, { id }) => {
    const row = await prisma.policy.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: POLICY_SELECT,
    })
    if (!row) throw new AppError('NOT_FOUND', 'There is no such policy.', { entity: 'policy', id })
    const { policy, versions } = toPolicy(row)
    return { ...policy, versions }
  },
})
