import { rest } from '@/lib/adapters/rest'
import { rateAnswers } from '@/lib/services/answer-comparisons/rate-answers'

export const PUT = rest({ verb: rateAnswers })
