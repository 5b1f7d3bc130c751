import { rest } from '@/lib/adapters/rest'
import { applyPolicyVersion } from '@/lib/services/policies/apply-policy-version'

export const POST = rest({ verb: applyPolicyVersion })
