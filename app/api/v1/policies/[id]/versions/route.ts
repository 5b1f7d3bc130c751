import { rest } from '@/lib/adapters/rest'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'

export const POST = rest({ verb: savePolicyVersion, status: 201 })
