import { prisma } from '@/lib/db/client'
import { type ConversationDto, updateConversationSchema } from '@/lib/schemas/conversation'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { findRunning } from '@/lib/services/chat/running-answers'
import { parseInput } from '@/lib/services/parse-input'
import { CONVERSATION_SELECT, requireConversation, toConversation } from './find-conversation'

/** Renames a conversation, shares it with the workspace or stops sharing it. @throws AppError NOT_FOUND, FORBIDDEN. */
export async function updateConversation(actor: Actor, input: unknown): Promise<ConversationDto> {
  const { workspaceId } = authorize(actor, 'compose')
  const { id, title, isShared } = parseInput(updateConversationSchema, input)
  const updated = await prisma.$transaction(async (tx) => {
    const current = await requireConversation(tx, actor, id, 'own')
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
}
