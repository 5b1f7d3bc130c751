import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { eraseConversations } from '@/lib/db/compositions/erase-conversations'
import { deleteConversationSchema } from '@/lib/schemas/conversations/conversation'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { listRunning } from '@/lib/services/answers/running-answers'
import { verb } from '@/lib/services/verb'
import { queuePurge } from './deleted/queue-purge'

/**
 * Hides a conversation and its compositions from everybody at once and stops its answer. `restoreConversation` can
 * bring them back for a week. A temporary conversation is deleted for good.
 * @throws AppError NOT_FOUND, FORBIDDEN.
 */
export const deleteConversation = verb({
  name: 'deleteConversation',
  scope: 'compose',
  effect: 'write',
  input: deleteConversationSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id }) => {
    const deletedAt = new Date()
    const stopAnswers = () => {
      for (const answer of listRunning({ workspaceId, conversationId: id })) answer.stop()
    }
    const isHidden = await prisma.$transaction(async (tx) => {
      const { updatedAt, isTemporary } = await requireConversation(tx, actor, id, 'own')
      if (isTemporary) {
        // what they would still store has no place any more
        stopAnswers()
        await eraseConversations(tx, workspaceId, [id])
        return false
      }
      await tx.conversation.update({
        where: { workspaceId_id: { workspaceId, id } },
        data: { deletedAt, updatedAt },
        select: { id: true },
      })
      return true
    })
    if (isHidden) await queuePurge(workspaceId, deletedAt)
    stopAnswers()
  },
})
