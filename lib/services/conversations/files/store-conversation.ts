import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import type { SavedConversation, SavedFact, SavedMessage } from '@/lib/schemas/conversations/conversation-file'

import { checkImages } from '@/lib/services/conversations/images/check-images'
import { type ImagesOf, storeImages } from '@/lib/services/conversations/images/stored-images'

type Target = { workspaceId: string; authorId: string; id: string }

/**
 * Stores a conversation of a file, or what it has more than the one that is here. All of it or nothing.
 * @throws AppError CONFLICT when it has changed since it was looked at; what `checkImages` throws
 */
export async function storeConversation(target: Target, conversation: SavedConversation, known: number): Promise<void> {
  const { workspaceId, authorId, id } = target
  const where = { workspaceId, conversationId: id }
  const { title, tags, isArchived, branchedFrom, messages } = conversation
  const updatedAt = new Date(conversation.updatedAt)
  const rows = messages.slice(known).map((message, at) => toRow(where, message, known + at + 1))
  const images: ImagesOf[] = []
  for (const { id: messageId, images: given = [] } of messages.slice(known)) {
    if (given.length > 0) images.push({ messageId, images: await checkImages(given) })
  }
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
    await storeImages(tx, where, images)
    const isHere = idsOf(messages)
    const facts = (conversation.facts ?? []).filter(({ messageId }) => isHere.has(messageId))
    const factRows = facts.flatMap((fact, at) =>
      toFactRows({ ...where, createdAt: new Date(updatedAt.getTime() + at) }, fact),
    )
    const summaries = (conversation.summaries ?? [])
      .filter(({ fromMessageId, throughMessageId }) => {
        return isHere.has(throughMessageId) && (fromMessageId === null || isHere.has(fromMessageId))
      })
      .map((summary, at) => ({ ...where, id: newId('sum'), createdAt: new Date(updatedAt.getTime() + at), ...summary }))
    // what is here already stays as it is
    for (const data of inBatches(factRows, ROWS_AT_ONCE)) await tx.statedFact.createMany({ data, skipDuplicates: true })
    for (const data of inBatches(summaries, ROWS_AT_ONCE)) {
      await tx.conversationSummary.createMany({ data, skipDuplicates: true })
    }
  })
}

const idsOf = (messages: readonly SavedMessage[]) => new Set(messages.map(({ id }) => id))

/** A fact, and where it was corrected the words that the message has. */
function toFactRows(where: Where & { createdAt: Date }, { text, quote, isPinned, isDropped, ...fact }: SavedFact) {
  const row = { ...where, ...fact, id: newId('std'), quote, text: text ?? quote }
  const kept = { ...row, isPinned: isPinned ?? false, isDropped: isDropped ?? false }
  return text === undefined ? [kept] : [kept, { ...row, id: newId('std'), text: quote, replacedById: row.id }]
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
    ...(message.toolUses === undefined ? {} : { toolUses: message.toolUses }),
    ...(message.sources === undefined ? {} : { sources: message.sources }),
    ...(usage === undefined ? {} : { usage }),
    ...(firstAnswer === undefined ? {} : { firstAnswer: { ...firstAnswer, compositionId: null } }),
  }
}
