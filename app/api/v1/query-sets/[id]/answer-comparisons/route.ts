import { rest } from '@/lib/adapters/rest'
import { listAnswerComparisons } from '@/lib/services/answer-comparisons/list-answer-comparisons'
import { startAnswerComparison } from '@/lib/services/answer-comparisons/start-answer-comparison'

export const GET = rest({ verb: listAnswerComparisons })
export const POST = rest({ verb: startAnswerComparison, status: 201 })
