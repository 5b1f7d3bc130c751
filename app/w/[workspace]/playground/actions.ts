'use server'

import { action } from '@/lib/adapters/action'
import { branchConversation } from '@/lib/services/conversations/branch-conversation'
import { changeConversationSummary } from '@/lib/services/conversations/change-conversation-summary'
import { changeStatedFact } from '@/lib/services/conversations/change-stated-fact'
import { chooseAnswer } from '@/lib/services/conversations/choose-answer'
import { deleteConversation } from '@/lib/services/conversations/delete-conversation'
import { pinMessage } from '@/lib/services/conversations/pin-message'
import { remakeConversationSummary } from '@/lib/services/conversations/remake-conversation-summary'
import { restoreConversation } from '@/lib/services/conversations/restore-conversation'
import { updateConversation } from '@/lib/services/conversations/update-conversation'

export const branchConversationAction = action(branchConversation)
export const chooseAnswerAction = action(chooseAnswer)
export const changeStatedFactAction = action(changeStatedFact)
export const changeConversationSummaryAction = action(changeConversationSummary)
export const remakeConversationSummaryAction = action(remakeConversationSummary)
export const pinMessageAction = action(pinMessage)
export const updateConversationAction = action(updateConversation)
export const deleteConversationAction = action(deleteConversation)
export const restoreConversationAction = action(restoreConversation)
