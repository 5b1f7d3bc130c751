import { rest } from '@/lib/adapters/rest'
import { createReviewRule } from '@/lib/services/review/create-review-rule'
import { listReviewRules } from '@/lib/services/review/list-review-rules'

export const GET = rest({ verb: listReviewRules })
export const POST = rest({ verb: createReviewRule, status: 201 })
