import { rest } from '@/lib/adapters/rest'
import { listPolicies } from '@/lib/services/policies/list-policies'

export const GET = rest({ verb: listPolicies })
