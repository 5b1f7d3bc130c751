'use server'

import { action } from '@/lib/adapters/action'
import { createPolicy } from '@/lib/services/policies/create-policy'
import { deletePolicy } from '@/lib/services/policies/delete-policy'
import { renamePolicy } from '@/lib/services/policies/rename-policy'

export const createPolicyAction = action(createPolicy)
export const renamePolicyAction = action(renamePolicy)
export const deletePolicyAction = action(deletePolicy)
