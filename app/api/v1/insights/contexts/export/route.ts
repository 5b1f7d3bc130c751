import { csvResponse } from '@/lib/adapters/csv-response'
import { rest } from '@/lib/adapters/rest'
import { exportContextReport } from '@/lib/services/insights/export-context-report'

export const GET = rest({ verb: exportContextReport, respond: csvResponse })
