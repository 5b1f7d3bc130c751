'use server'

import { action } from '@/lib/adapters/action'
import { changeReview } from '@/lib/services/review/change-review'

export const changeReviewAction = action(changeReview)
