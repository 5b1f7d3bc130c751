import { rest } from '@/lib/adapters/rest'
import { getPolicy } from '@/lib/services/policies/get-policy'

export const GET = rest({ verb: getPolicy })
