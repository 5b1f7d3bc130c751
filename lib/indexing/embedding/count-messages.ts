import { prisma } from '@/lib/db/client'

/** How many messages are to have a vector under an index, and how many have one. */
export async function countMessages(
  workspaceId: string,
  indexId: string,
): Promise<{ total: number; embedded: number }> {
  const [counted] = await prisma.$queryRaw<{ total: number; embedded: number }[]>`
    SELECT count(*)::int AS total, count(e."messageId")::int AS embedded
    FROM "ConversationMessage" m
    JOIN "Conversation" c ON c."workspaceId" = m."workspaceId" AND c."id" = m."conversationId"
    LEFT JOIN "MessageEmbedding" e ON e."workspaceId" = m."workspaceId" AND e."conversationId" = m."conversationId"
      AND e."messageId" = m."id" AND e."indexId" = ${indexId}
    WHERE m."workspaceId" = ${workspaceId} AND NOT c."isTemporary" AND c."deletedAt" IS NULL
      AND m."status" NOT IN ('failed', 'running') AND m."content" <> ''`
  return counted ?? { total: 0, embedded: 0 }
}
