import { csvResponse } from '@/lib/adapters/csv-response'
import { rest } from '@/lib/adapters/rest'
import { exportUsage } from '@/lib/services/usage/export-usage'

export const GET = rest({ verb: exportUsage, respond: csvResponse })
