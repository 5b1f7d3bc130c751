import { rest } from '@/lib/adapters/rest'
import { chooseSummaryModel } from '@/lib/services/summaries/choose-summary-model'
import { getSummaryModel } from '@/lib/services/summaries/get-summary-model'

export const GET = rest({ verb: getSummaryModel })
export const PUT = rest({ verb: chooseSummaryModel })
