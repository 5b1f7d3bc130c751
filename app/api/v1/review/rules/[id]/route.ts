import { rest } from '@/lib/adapters/rest'
import { changeReviewRule } from '@/lib/services/review/change-review-rule'
import { deleteReviewRule } from '@/lib/services/review/delete-review-rule'

export const PUT = rest({ verb: changeReviewRule })
export const DELETE = rest({ verb: deleteReviewRule })
