import type { Transaction } from '@/lib/db/transaction'
import type { AskedWith } from '@/lib/schemas/contexts/side-by-side'
import type { ConversationMessageDto } from '@/lib/schemas/conversations/conversation'
import { MESSAGE_SELECT, toMessage } from './to-message'

type NewMessage = {
  id: string
  role: 'user' | 'assistant'
  content: string
  status?: ConversationMessageDto['status']
  column?: number
  askedWith?: AskedWith
}

/**
 * Adds a message at the end of a conversation. The conversation moves to the top of the list and is no longer archived.
 */
export async function insertMessage(
  tx: Transaction,
  conversation: { workspaceId: string; conversationId: string },
  message: NewMessage,
): Promise<ConversationMessageDto> {
  const { workspaceId, conversationId } = conversation
  // the update locks the conversation's row, so that two writers get two ordinals
  await tx.conversation.update({
    where: { workspaceId_id: { workspaceId, id: conversationId } },
    data: { updatedAt: new Date(), archivedAt: null },
    select: { id: true },
  })
  const last = await tx.conversationMessage.aggregate({
    where: { workspaceId, conversationId },
    _max: { ordinal: true },
  })
  const row = await tx.conversationMessage.create({
    data: { ...conversation, ...message, ordinal: (last._max.ordinal ?? 0) + 1 },
    select: MESSAGE_SELECT,
  })
  return toMessage(row)
}
