import { prisma } from '@/lib/db/client'
import { appendMessageSchema, type ConversationMessageDto } from '@/lib/schemas/conversation'
import { type Actor, authorize } from '@/lib/services/actor'
import { newId } from '@/lib/services/new-id'
import { parseInput } from '@/lib/services/parse-input'
import { requireConversation } from './find-conversation'
import { insertMessage } from './insert-message'

/** Adds a message that was written elsewhere, for those who only compose here. @throws AppError NOT_FOUND, FORBIDDEN. */
export async function appendMessage(actor: Actor, input: unknown): Promise<ConversationMessageDto> {
  const { workspaceId } = authorize(actor, 'compose')
  const { id, role, content } = parseInput(appendMessageSchema, input)
  return prisma.$transaction(async (tx) => {
    await requireConversation(tx, actor, id, 'own')
    return insertMessage(tx, { workspaceId, conversationId: id }, { id: newId('msg'), role, content })
  })
}
