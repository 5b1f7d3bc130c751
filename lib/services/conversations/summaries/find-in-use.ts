import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/**
 * The summaries now in use for the ranges of these summaries: if one was rewritten meanwhile, its replacement.
 * @throws AppError VALIDATION for ids that no summary of the conversation has
 */
export async function findInUse(
  where: { workspaceId: string; conversationId: string },
  ids: readonly string[],
): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string; inUse: string }[]>`
    SELECT s."id", u."id" AS "inUse"
    FROM "ConversationSummary" s
    JOIN "ConversationSummary" u ON u."workspaceId" = s."workspaceId" AND u."conversationId" = s."conversationId"
      AND u."level" = s."level" AND u."fromMessageId" IS NOT DISTINCT FROM s."fromMessageId" AND u."replacedById" IS NULL
    WHERE s."workspaceId" = ${where.workspaceId} AND s."conversationId" = ${where.conversationId} AND s."id" = ANY(${ids})`
  const unknown = ids.find((id) => rows.every((row) => row.id !== id))
  if (unknown === undefined) return [...new Set(rows.map(({ inUse }) => inUse))]
  throw new AppError('VALIDATION', `There is no summary ${unknown} in this conversation.`, {
    fields: { unfolds: `names ${unknown}, which is no summary of this conversation` },
  })
}
