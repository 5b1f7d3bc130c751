import { prisma } from '@/lib/db/client'
import { newId } from '@/lib/new-id'
import { appendMessageSchema, conversationMessageSchema } from '@/lib/schemas/conversation'
import { verb } from '@/lib/services/verb'
import { requireConversation } from './find-conversation'
import { insertMessage } from './insert-message'

/** Adds a message that was written elsewhere, for those who only compose here. @throws AppError NOT_FOUND, FORBIDDEN. */
export const appendMessage = verb({
  name: 'appendMessage',
  scope: 'compose',
  effect: 'write',
  input: appendMessageSchema,
  output: conversationMessageSchema,
  run: async ({ actor, workspaceId }, { id, role, content }) =>
    prisma.$transaction(async (tx) => {
      await requireConversation(tx, actor, id, 'own')
      return insertMessage(tx, { workspaceId, conversationId: id }, { id: newId('msg'), role, content })
    }),
})
