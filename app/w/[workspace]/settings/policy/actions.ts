'use server'

import { action } from '@/lib/adapters/action'
import type { CreatePolicyInput, PolicyDetailDto, RenamePolicyInput } from '@/lib/schemas/policy'
import { createPolicy } from '@/lib/services/policies/create-policy'
import { deletePolicy } from '@/lib/services/policies/delete-policy'
import { renamePolicy } from '@/lib/services/policies/rename-policy'

export const createPolicyAction = action<PolicyDetailDto, CreatePolicyInput>(createPolicy)
export const renamePolicyAction = action<PolicyDetailDto, RenamePolicyInput>(renamePolicy)
export const deletePolicyAction = action<void, { id: string }>(deletePolicy)
