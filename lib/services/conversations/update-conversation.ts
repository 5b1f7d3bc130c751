import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { conversationSchema, updateConversationSchema } from '@/lib/schemas/conversations/conversation'
import { CONVERSATION_SELECT, requireConversation, toConversation } from '@/lib/services/access/conversation-access'
import { listRunning } from '@/lib/services/answers/running-answers'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'

/**
 * Renames a conversation, tags it, archives it or brings it back, shares it with the workspace or stops sharing it.
 * @throws AppError NOT_FOUND, FORBIDDEN.
 */
export const updateConversation = verb({
  name: 'updateConversation',
  scope: 'compose',
  effect: 'write',
  input: updateConversationSchema,
  output: conversationSchema,
  run: async ({ actor, workspaceId }, { id, title, isShared, isArchived, tags }) => {
    const updated = await prisma.$transaction(async (tx) => {
      const current = await requireConversation(tx, actor, id, 'own')
      if (current.isTemporary && isShared) {
        throw new AppError('CONFLICT', 'A temporary conversation cannot be shared.', { entity: 'conversation', id })
      }
      const archivedAt = isArchived ? (current.archivedAt ?? new Date()) : null
      const row = await tx.conversation.update({
        where: { workspaceId_id: { workspaceId, id } },
        data: {
          title,
          isShared,
          ...(isArchived === undefined ? {} : { archivedAt }),
          ...(tags ? { tags: withoutTwins(tags) } : {}),
          // a new name is no new activity
          updatedAt: current.updatedAt,
        },
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
      for (const answer of listRunning({ workspaceId, conversationId: id })) {
        answer.closeTo((readerId) => readerId !== answer.authorId)
      }
    }
    return updated
  },
})

/** Each tag once, as it was written first. */
function withoutTwins(tags: string[]): string[] {
  return [...new Map(tags.toReversed().map((tag) => [tag.toLowerCase(), tag])).values()].toSorted((a, b) =>
    a.localeCompare(b, 'en'),
  )
}
