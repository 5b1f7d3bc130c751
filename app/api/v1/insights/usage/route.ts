import { rest } from '@/lib/adapters/rest'
import { rankUsage } from '@/lib/services/insights/rank-usage'

export const GET = rest({ verb: rankUsage })
