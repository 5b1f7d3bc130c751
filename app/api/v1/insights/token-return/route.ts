import { rest } from '@/lib/adapters/rest'
import { getTokenReturn } from '@/lib/services/insights/get-token-return'

export const GET = rest({ verb: getTokenReturn })
