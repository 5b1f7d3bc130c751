import type { Transaction } from '@/lib/db/transaction'
import type { HistorySummary, Turn } from '@/lib/engine'
import { LIMITS } from '@/lib/schemas/limits'
import { toRole } from './to-message'

const MAX_ORDINAL = 2_147_483_647
/** The furthest-reaching one that fits is used, and each reaches further than the one before. */
const MAX_SUMMARIES = 20

type History = { turns: Turn[]; summaries: HistorySummary[] }

/**
 * What a composition sees of a conversation: its latest messages but failed, unfinished and empty ones, as many as any window could
 * hold, and the latest summaries.
 * @param beforeOrdinal leaves out this message and what follows.
 */
export async function loadHistory(
  client: Pick<Transaction, '$queryRaw' | 'conversationSummary'>,
  where: { workspaceId: string; conversationId: string },
  beforeOrdinal?: number,
): Promise<History> {
  const messages = await client.$queryRaw<{ id: string; role: string; content: string; createdAt: Date }[]>`
    SELECT "id", "role", "content", "createdAt"
    FROM (
      SELECT "id", "role", "content", "createdAt", "ordinal", sum(octet_length("content")) OVER (ORDER BY "ordinal" DESC) AS bytes
      FROM (
        SELECT "id", "role", "content", "createdAt", "ordinal" FROM "ConversationMessage"
        WHERE "workspaceId" = ${where.workspaceId} AND "conversationId" = ${where.conversationId}
          AND "status" NOT IN ('failed', 'running') AND "content" <> '' AND "ordinal" < ${beforeOrdinal ?? MAX_ORDINAL}
        ORDER BY "ordinal" DESC LIMIT ${LIMITS.historyMessages}
      ) latest
    ) measured
    WHERE bytes <= ${LIMITS.historyBytes}
    ORDER BY "ordinal"`
  const summaries = await client.conversationSummary.findMany({
    where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_SUMMARIES,
    select: { id: true, level: true, throughMessageId: true, text: true },
  })
  return {
    turns: messages.map(({ createdAt, ...message }) => ({
      ...message,
      role: toRole(message.role),
      day: createdAt.toISOString().slice(0, 10),
    })),
    summaries: summaries.toReversed().map(({ level, throughMessageId, ...summary }) => ({
      ...summary,
      level: level === 2 ? 2 : 1,
      throughTurnId: throughMessageId,
    })),
  }
}
