'use server'

import { action } from '@/lib/adapters/action'
import { applyPolicyVersion } from '@/lib/services/policies/apply-policy-version'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'

export const savePolicyVersionAction = action(savePolicyVersion)
export const applyPolicyVersionAction = action(applyPolicyVersion)
