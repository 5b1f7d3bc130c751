import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import { AppError } from '@/lib/errors'
import type { SavedConversation, SavedMessage } from '@/lib/schemas/conversation-file'

type Target = { workspaceId: string; authorId: string; id: string }

/**
 * Stores a conversation of a file, or what it has more than the one that is here. All of it or nothing.
 * @throws AppError CONFLICT when it has changed since it was looked at
 */
export async function storeImported(target: Target, conversation: SavedConversation, known: number): Promise<void> {
  const { workspaceId, authorId, id } = target
  const where = { workspaceId, conversationId: id }
  const { title, tags, isArchived, branchedFrom, messages } = conversation
  const updatedAt = new Date(conversation.updatedAt)
  const rows = messages.slice(known).map((message, at) => toRow(where, message, known + at + 1))
  await prisma.$transaction(async (tx) => {
    if (known === 0) {
      const archived = isArchived ? { archivedAt: updatedAt } : {}
      const data = {
        workspaceId,
        id,
        title,
        authorId,
        createdAt: new Date(conversation.createdAt),
        updatedAt,
        ...archived,
        branchedFromId: branchedFrom?.id ?? null,
        branchedAtId: branchedFrom?.messageId ?? null,
      }
      await tx.conversation.createMany({ data: [{ ...data, ...(tags ? { tags } : {}) }], skipDuplicates: true })
    } else {
      // the update locks the conversation's row
      await tx.conversation.update({
        where: { workspaceId_id: { workspaceId, id } },
        data: { updatedAt },
        select: { id: true },
      })
    }
    const stored = await tx.conversationMessage.count({ where })
    if (stored !== known) {
      throw new AppError('CONFLICT', 'It has changed meanwhile. Import it again.', { entity: 'conversation', id })
    }
    for (const data of inBatches(rows, ROWS_AT_ONCE)) await tx.conversationMessage.createMany({ data })
  })
}

type Where = { workspaceId: string; conversationId: string }

function toRow(where: Where, message: SavedMessage, ordinal: number): Prisma.ConversationMessageCreateManyInput {
  const { id, role, speaker, content, thinking, at, status, error, usage, continuedAt, reusedFromAt, firstAnswer } =
    message
  return {
    ...where,
    id,
    ordinal,
    role,
    content,
    speaker: speaker ?? null,
    thinking: thinking ?? null,
    status: status ?? 'complete',
    error: error ?? null,
    continuedAt: continuedAt ?? null,
    reusedFromAt: reusedFromAt === undefined ? null : new Date(reusedFromAt),
    createdAt: new Date(at),
    isPinned: message.isPinned ?? false,
    column: message.column ?? null,
    isChosen: message.isChosen ?? false,
    ...(message.askedWith === undefined ? {} : { askedWith: message.askedWith }),
    ...(usage === undefined ? {} : { usage }),
    ...(firstAnswer === undefined ? {} : { firstAnswer: { ...firstAnswer, compositionId: null } }),
  }
}
