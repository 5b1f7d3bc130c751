import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { conversationSchema, restoreConversationSchema } from '@/lib/schemas/conversations/conversation'
import { authorIdOf, requireConversation, toConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { undoEndsAt } from './deleted/queue-purge'

/**
 * Undoes a deletion.
 * @throws AppError NOT_FOUND when its time to be brought back is over, it never existed or is somebody else's.
 */
export const restoreConversation = verb({
  name: 'restoreConversation',
  scope: 'compose',
  effect: 'write',
  input: restoreConversationSchema,
  output: conversationSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    const where = { workspaceId, id, authorId: authorIdOf(actor), deletedAt: { gte: undoEndsAt() } }
    const deleted = await prisma.conversation.findFirst({ where, select: { updatedAt: true } })
    const data = { deletedAt: null, updatedAt: deleted?.updatedAt }
    if (!deleted || (await prisma.conversation.updateMany({ where, data })).count === 0) {
      throw new AppError('NOT_FOUND', 'There is no such deleted conversation.', { entity: 'conversation', id })
    }
    return toConversation(await requireConversation(prisma, actor, id, 'own'), actor)
  },
})
