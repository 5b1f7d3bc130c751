import { rest } from '@/lib/adapters/rest'
import { changeReview } from '@/lib/services/review/change-review'
import { getReview } from '@/lib/services/review/get-review'

export const GET = rest({ verb: getReview })
export const PUT = rest({ verb: changeReview })
