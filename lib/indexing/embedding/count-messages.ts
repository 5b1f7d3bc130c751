import { prisma } from '@/lib/db/client'
import { isEmbeddable } from './embeddable-messages'
import type { EmbeddingIndexRow } from './embedding-index'

/** How many messages are to have a vector under an index, and how many have one. */
export async function countMessages(
  index: Pick<EmbeddingIndexRow, 'workspaceId' | 'id' | 'kind'>,
): Promise<{ total: number; embedded: number }> {
  const { workspaceId, id: indexId } = index
  const [counted] = await prisma.$queryRaw<{ total: number; embedded: number }[]>`
    SELECT count(*)::int AS total, count(e."messageId")::int AS embedded
    FROM "ConversationMessage" m
    JOIN "Conversation" c ON c."workspaceId" = m."workspaceId" AND c."id" = m."conversationId"
    LEFT JOIN "MessageEmbedding" e ON e."workspaceId" = m."workspaceId" AND e."conversationId" = m."conversationId"
      AND e."messageId" = m."id" AND e."indexId" = ${indexId}
    WHERE m."workspaceId" = ${workspaceId} AND ${isEmbeddable(index)}`
  return counted ?? { total: 0, embedded: 0 }
}
