'use server'

import { action } from '@/lib/adapters/action'
import type { PolicySettings } from '@/lib/engine'
import type { PolicyDetailDto, PolicyVersionDto } from '@/lib/schemas/policy'
import { applyPolicyVersion } from '@/lib/services/policies/apply-policy-version'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'

export const savePolicyVersionAction = action<
  PolicyVersionDto,
  { id: string; settings: PolicySettings; message: string }
>(savePolicyVersion)
export const applyPolicyVersionAction = action<PolicyDetailDto, { id: string; version: number }>(applyPolicyVersion)
