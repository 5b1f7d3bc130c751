import { rest } from '@/lib/adapters/rest'
import { listUsage } from '@/lib/services/usage/list-usage'

export const GET = rest({ verb: listUsage })
