'use server'

import { action } from '@/lib/adapters/action'
import { changeReview } from '@/lib/services/review/change-review'
import { changeReviewRule } from '@/lib/services/review/change-review-rule'
import { createReviewRule } from '@/lib/services/review/create-review-rule'
import { deleteReviewRule } from '@/lib/services/review/delete-review-rule'

export const changeReviewAction = action(changeReview)
export const changeReviewRuleAction = action(changeReviewRule)
export const createReviewRuleAction = action(createReviewRule)
export const deleteReviewRuleAction = action(deleteReviewRule)
