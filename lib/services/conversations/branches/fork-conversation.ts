import type { Transaction } from '@/lib/db/transaction'
import { newId } from '@/lib/new-id'
import { authorIdOf, requireConversation } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { messageNotFound } from '@/lib/services/conversations/messages/to-message'
import { copyStated } from '@/lib/services/conversations/stated-facts/stored-facts'

type Place = {
  conversationId: string
  /** Messages from this ordinal on are left out. */
  beforeOrdinal: number
  /** Default: that of the conversation. */
  title?: string
  /** Default: the one that was asked last in the conversation. */
  model?: string
}
type Fork = { id: string; title: string; isTemporary: boolean }

/** A message's place in a conversation. @throws AppError NOT_FOUND */
export async function findOrdinal(
  client: Pick<Transaction, 'conversationMessage'>,
  where: { workspaceId: string; conversationId: string; id: string },
): Promise<number> {
  const message = await client.conversationMessage.findFirst({ where, select: { ordinal: true } })
  if (message) return message.ordinal
  throw messageNotFound(where.id)
}

/**
 * Begins a conversation with the messages of another one before a place, with their summaries, images and facts. It is
 * private to the actor. The other conversation stays as it is.
 * @throws AppError NOT_FOUND.
 */
export async function forkConversation(tx: Transaction, actor: Actor, place: Place): Promise<Fork> {
  const { workspaceId } = actor
  const { conversationId: fromId, beforeOrdinal } = place
  const from = await requireConversation(tx, actor, fromId, 'read')
  const authorId = authorIdOf(actor)
  const isOwn = from.authorId === authorId
  const [common] = await tx.conversationMessage.findMany({
    where: { workspaceId, conversationId: fromId, ordinal: { lt: beforeOrdinal }, status: { not: 'running' } },
    orderBy: { ordinal: 'desc' },
    take: 1,
    select: { id: true },
  })
  const { isTemporary } = from
  const id = newId('cnv')
  const title = place.title ?? from.title
  await tx.conversation.create({
    data: {
      workspaceId,
      id,
      title,
      authorId,
      isTemporary,
      model: place.model ?? from.model,
      branchedFromId: fromId,
      branchedAtId: common?.id ?? null,
      // the profile and the tags are its author's alone
      ...(isOwn ? { profileId: from.profileId, tags: from.tags } : {}),
    },
    select: { id: true },
  })
  await tx.$executeRaw`
    INSERT INTO "ConversationMessage" ("workspaceId", "conversationId", "id", "ordinal", "role", "speaker", "content", "thinking", "toolUses", "sources", "status",
      "error", "compositionId", "usage", "continuedAt", "reusedFromAt", "firstAnswer", "isPinned", "column", "askedWith", "isChosen",
      "createdAt")
    SELECT "workspaceId", ${id}, "id", "ordinal", "role", "speaker", "content", "thinking", "toolUses", "sources", "status",
      "error", "compositionId", "usage", "continuedAt", "reusedFromAt", "firstAnswer", "isPinned", "column", "askedWith", "isChosen",
      "createdAt"
    FROM "ConversationMessage"
    WHERE "workspaceId" = ${workspaceId} AND "conversationId" = ${fromId} AND "ordinal" < ${beforeOrdinal}
      AND "status" <> 'running'`
  await tx.$executeRaw`
    INSERT INTO "MessageImage" ("workspaceId", "conversationId", "id", "messageId", "place", "name", "mediaType", "width", "height",
      "sizeBytes", "sha256", "bytes")
    SELECT i."workspaceId", ${id}, i."id", i."messageId", i."place", i."name", i."mediaType", i."width", i."height",
      i."sizeBytes", i."sha256", i."bytes"
    FROM "MessageImage" i
    JOIN "ConversationMessage" m ON m."workspaceId" = i."workspaceId" AND m."conversationId" = ${id} AND m."id" = i."messageId"
    WHERE i."workspaceId" = ${workspaceId} AND i."conversationId" = ${fromId}`
  await tx.$executeRaw`
    INSERT INTO "ConversationSummary" ("workspaceId", "conversationId", "id", "level", "fromMessageId", "throughMessageId", "text",
      "sourceTokens", "writtenBy", "askedModel", "isEdited", "replacedById", "createdAt")
    SELECT s."workspaceId", ${id}, s."id", s."level", s."fromMessageId", s."throughMessageId", s."text",
      s."sourceTokens", s."writtenBy", s."askedModel", s."isEdited", s."replacedById", s."createdAt"
    FROM "ConversationSummary" s
    JOIN "ConversationMessage" m ON m."workspaceId" = s."workspaceId" AND m."conversationId" = ${id}
      AND m."id" = s."throughMessageId"
    WHERE s."workspaceId" = ${workspaceId} AND s."conversationId" = ${fromId}`
  await tx.$executeRaw`
    INSERT INTO "MessageEmbedding" ("workspaceId", "indexId", "conversationId", "messageId", "bytes", "embedding")
    SELECT e."workspaceId", e."indexId", ${id}, e."messageId", e."bytes", e."embedding"
    FROM "MessageEmbedding" e
    JOIN "ConversationMessage" m ON m."workspaceId" = e."workspaceId" AND m."conversationId" = ${id} AND m."id" = e."messageId"
    WHERE e."workspaceId" = ${workspaceId} AND e."conversationId" = ${fromId}`
  await copyStated(tx, { workspaceId, conversationId: id }, fromId)
  return { id, title, isTemporary }
}
