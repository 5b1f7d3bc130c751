import { rest } from '@/lib/adapters/rest'
import { getReviewTimes } from '@/lib/services/insights/get-review-times'

export const GET = rest({ verb: getReviewTimes })
