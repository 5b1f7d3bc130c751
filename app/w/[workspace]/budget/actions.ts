'use server'

import { action } from '@/lib/adapters/action'
import type { PolicySettings } from '@/lib/engine'
import type { PolicyVersionDto } from '@/lib/schemas/policy'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'

export const savePolicyVersionAction = action<
  PolicyVersionDto,
  { id: string; settings: PolicySettings; message: string }
>(savePolicyVersion)
