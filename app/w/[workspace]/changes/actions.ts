'use server'

import { action } from '@/lib/adapters/action'
import { askForReview } from '@/lib/services/change-requests/ask-for-review'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { dismissReview } from '@/lib/services/change-requests/dismiss-review'
import { mergeChangeRequest } from '@/lib/services/change-requests/merge-change-request'
import { proposeDraft } from '@/lib/services/change-requests/propose-draft'
import { putChangeEdits } from '@/lib/services/change-requests/put-change-edits'
import { removeChangeEdit } from '@/lib/services/change-requests/remove-change-edit'
import { removeChangePolicy } from '@/lib/services/change-requests/remove-change-policy'
import { removeChangeQuerySet } from '@/lib/services/change-requests/remove-change-query-set'
import { revertChangeRequest } from '@/lib/services/change-requests/revert-change-request'
import { reviewChangeRequest } from '@/lib/services/change-requests/review-change-request'
import { updateChangeRequest } from '@/lib/services/change-requests/update-change-request'

export const askForReviewAction = action(askForReview)
export const dismissReviewAction = action(dismissReview)
export const createChangeAction = action(createChangeRequest)
export const mergeChangeAction = action(mergeChangeRequest)
export const proposeDraftAction = action(proposeDraft)
export const putChangeEditsAction = action(putChangeEdits)
export const removeChangeEditAction = action(removeChangeEdit)
export const removeChangePolicyAction = action(removeChangePolicy)
export const removeChangeQuerySetAction = action(removeChangeQuerySet)
export const revertChangeAction = action(revertChangeRequest)
export const reviewChangeAction = action(reviewChangeRequest)
export const updateChangeAction = action(updateChangeRequest)
