import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { conversationSchema, restoreConversationSchema } from '@/lib/schemas/conversations/conversation'
import { authorIdOf, requireConversation, toConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'

/** Undoes a deletion. @throws AppError NOT_FOUND when it was purged, never existed or is somebody else's. */
export const restoreConversation = verb({
  name: 'restoreConversation',
  scope: 'compose',
  effect: 'write',
  input: restoreConversationSchema,
  output: conversationSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    const deleted = await prisma.conversation.findFirst({
      where: { workspaceId, id, authorId: authorIdOf(actor), deletedAt: { not: null } },
      select: { updatedAt: true },
    })
    if (!deleted) {
      throw new AppError('NOT_FOUND', 'There is no such deleted conversation.', { entity: 'conversation', id })
    }
    await prisma.conversation.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { deletedAt: null, updatedAt: deleted.updatedAt },
      select: { id: true },
    })
    return toConversation(await requireConversation(prisma, actor, id, 'own'), actor)
  },
})
