import { csvResponse } from '@/lib/adapters/csv-response'
import { rest } from '@/lib/adapters/rest'
import { exportReviewTimes } from '@/lib/services/insights/export-review-times'

export const GET = rest({ verb: exportReviewTimes, respond: csvResponse })
