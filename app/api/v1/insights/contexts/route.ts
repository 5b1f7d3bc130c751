import { rest } from '@/lib/adapters/rest'
import { getContextReport } from '@/lib/services/insights/get-context-report'

export const GET = rest({ verb: getContextReport })
