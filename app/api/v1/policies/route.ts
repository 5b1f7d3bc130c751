import { rest } from '@/lib/adapters/rest'
import { createPolicy } from '@/lib/services/policies/create-policy'
import { listPolicies } from '@/lib/services/policies/list-policies'

export const GET = rest({ verb: listPolicies })
export const POST = rest({ verb: createPolicy, status: 201 })
