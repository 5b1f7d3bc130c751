import { rest } from '@/lib/adapters/rest'
import { changeRetention } from '@/lib/services/retention/change-retention'
import { getRetention } from '@/lib/services/retention/get-retention'

export const GET = rest({ verb: getRetention })
export const PUT = rest({ verb: changeRetention })
