import { getPolicySchema, policyDetailSchema } from '@/lib/schemas/contexts/policy'
import { verb } from '@/lib/services/verb'
import { readPolicy } from './rows/read-policy'

/** A policy with all its versions. @throws AppError NOT_FOUND. */
export const getPolicy = verb({
  name: 'getPolicy',
  scope: 'read',
  effect: 'read',
  input: getPolicySchema,
  output: policyDetailSchema,
  run: async ({ workspaceId }, { id }) => readPolicy(workspaceId, id),
})
