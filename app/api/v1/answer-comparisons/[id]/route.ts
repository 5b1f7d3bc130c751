import { rest } from '@/lib/adapters/rest'
import { getAnswerComparison } from '@/lib/services/answer-comparisons/get-answer-comparison'

export const GET = rest({ verb: getAnswerComparison })
