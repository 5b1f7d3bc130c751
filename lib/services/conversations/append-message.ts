import { prisma } from '@/lib/db/client'
import { queueMessages } from '@/lib/indexing/queue/queue-messages'
import { newId } from '@/lib/new-id'
import { appendMessageSchema, conversationMessageSchema } from '@/lib/schemas/conversations/conversation'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { learnFromMessages } from '@/lib/services/profiles/learning/learn-from-messages'
import { verb } from '@/lib/services/verb'
import { checkImages } from './images/check-images'
import { storeImages } from './images/stored-images'
import { insertMessage } from './messages/insert-message'

/** Adds a message that was written elsewhere, for those who only compose here. @throws AppError NOT_FOUND, FORBIDDEN; what `checkImages` throws. */
export const appendMessage = verb({
  name: 'appendMessage',
  scope: 'compose',
  effect: 'write',
  input: appendMessageSchema,
  output: conversationMessageSchema,
  run: async ({ actor, workspaceId }, { id, role, content, images: given = [] }) => {
    const images = await checkImages(given)
    const where = { workspaceId, conversationId: id }
    const { message, profileId } = await prisma.$transaction(async (tx) => {
      const conversation = await requireConversation(tx, actor, id, 'own')
      const message = await insertMessage(tx, where, { id: newId('msg'), role, content })
      await storeImages(tx, where, [{ messageId: message.id, images }])
      return {
        message: { ...message, images: images.map(({ bytes: _, ...ref }) => ref) },
        profileId: conversation.profileId,
      }
    })
    if (profileId && role === 'user') {
      await learnFromMessages({ ...where, profileId }, [{ id: message.id, content, at: new Date(message.createdAt) }])
    }
    await queueMessages(workspaceId, id)
    return message
  },
})
