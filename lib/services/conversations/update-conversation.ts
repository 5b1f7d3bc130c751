import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { conversationSchema, updateConversationSchema } from '@/lib/schemas/conversation'
import { CONVERSATION_SELECT, requireConversation, toConversation } from '@/lib/services/access/conversation-access'
import { findRunning } from '@/lib/services/answers/running-answers'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'

/** Renames a conversation, shares it with the workspace or stops sharing it. @throws AppError NOT_FOUND, FORBIDDEN. */
export const updateConversation = verb({
  name: 'updateConversation',
  scope: 'compose',
  effect: 'write',
  input: updateConversationSchema,
  output: conversationSchema,
  run: async ({ actor, workspaceId }, { id, title, isShared }) => {
    const updated = await prisma.$transaction(async (tx) => {
      const current = await requireConversation(tx, actor, id, 'own')
      if (current.isTemporary && isShared) {
        throw new AppError('CONFLICT', 'A temporary conversation cannot be shared.', { entity: 'conversation', id })
      }
      const row = await tx.conversation.update({
        where: { workspaceId_id: { workspaceId, id } },
        // a new name is no new activity
        data: { title, isShared, updatedAt: current.updatedAt },
        select: CONVERSATION_SELECT,
      })
      if (row.isShared !== current.isShared) {
        await recordAudit(tx, actor, {
          action: row.isShared ? 'conversation.shared' : 'conversation.unshared',
          target: id,
        })
      }
      return toConversation(row, actor)
    })
    if (!updated.isShared) {
      const answer = findRunning({ workspaceId, conversationId: id })
      answer?.closeTo((readerId) => readerId !== answer.authorId)
    }
    return updated
  },
})
