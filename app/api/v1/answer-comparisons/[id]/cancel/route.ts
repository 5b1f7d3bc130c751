import { rest } from '@/lib/adapters/rest'
import { cancelAnswerComparison } from '@/lib/services/answer-comparisons/cancel-answer-comparison'

export const POST = rest({ verb: cancelAnswerComparison })
