'use server'

import { action } from '@/lib/adapters/action'
import type { ConversationDto } from '@/lib/schemas/conversation'
import { deleteConversation } from '@/lib/services/conversations/delete-conversation'
import { restoreConversation } from '@/lib/services/conversations/restore-conversation'
import { updateConversation } from '@/lib/services/conversations/update-conversation'

export const updateConversationAction = action<ConversationDto, { id: string; title?: string; isShared?: boolean }>(
  updateConversation,
)
export const deleteConversationAction = action(deleteConversation)
export const restoreConversationAction = action(restoreConversation)
