import { csvResponse } from '@/lib/adapters/csv-response'
import { rest } from '@/lib/adapters/rest'
import { exportTokenReturn } from '@/lib/services/insights/export-token-return'

export const GET = rest({ verb: exportTokenReturn, respond: csvResponse })
