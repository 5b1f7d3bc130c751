import { prisma } from '@/lib/db/client'
import { conversationMessageSchema, pinMessageSchema } from '@/lib/schemas/conversations/conversation'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { MESSAGE_SELECT, messageNotFound, toMessage } from './messages/to-message'

/**
 * Pins a message, or unpins it. A pinned message is sent with every question, however old it is, as long as it fits.
 * @throws AppError NOT_FOUND, FORBIDDEN.
 */
export const pinMessage = verb({
  name: 'pinMessage',
  scope: 'compose',
  effect: 'write',
  input: pinMessageSchema,
  output: conversationMessageSchema,
  run: async ({ actor, workspaceId }, { id: conversationId, messageId, isPinned }) =>
    prisma.$transaction(async (tx) => {
      await requireConversation(tx, actor, conversationId, 'own')
      const where = { workspaceId, conversationId, id: messageId }
      const { count } = await tx.conversationMessage.updateMany({ where, data: { isPinned } })
      if (count === 0) throw messageNotFound(messageId)
      const row = await tx.conversationMessage.findUniqueOrThrow({
        where: { workspaceId_conversationId_id: where },
        select: MESSAGE_SELECT,
      })
      return toMessage(row)
    }),
})
