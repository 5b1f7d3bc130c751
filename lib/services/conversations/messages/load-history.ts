import type { Transaction } from '@/lib/db/transaction'
import type { HistorySummary, Turn } from '@/lib/engine'
import { LIMITS } from '@/lib/schemas/limits'
import { toRole } from './to-message'

const MAX_ORDINAL = 2_147_483_647
/** The latest summaries that are read; older ranges have none. */
export const MAX_SUMMARIES = 200

type Where = { workspaceId: string; conversationId: string }
type History = { turns: Turn[]; summaries: HistorySummary[] }

/**
 * The part of a conversation that a composition sees: the latest summaries, and the latest messages, as many as any
 * window could hold. Failed, running and empty messages are left out. Where answers stand side by side it sees the one
 * that `pickContinued` names.
 * @param beforeOrdinal leaves out this message and what follows.
 */
export async function loadHistory(
  client: Pick<Transaction, '$queryRaw' | 'conversationSummary'>,
  where: Where,
  beforeOrdinal?: number,
): Promise<History> {
  const messages = await client.$queryRaw<
    { id: string; role: string; speaker: string | null; content: string; createdAt: Date; isPinned: boolean }[]
  >`
    SELECT "id", "role", "speaker", "content", "createdAt", "isPinned"
    FROM (
      SELECT *, sum(octet_length("content")) OVER (ORDER BY "ordinal" DESC) AS bytes
      FROM (
        SELECT *, bool_or("isChosen" OR "column" IS NOT NULL) OVER exchange AS "isBeside",
          row_number() OVER (exchange ORDER BY "isChosen" DESC, "column" IS NULL, "status" <> 'complete', "column") AS "place"
        FROM (
          SELECT *, lead("compositionId") OVER following AS "nextComposition", lead("status") OVER following AS "nextStatus",
            count(*) FILTER (WHERE "compositionId" IS NULL) OVER following AS "exchange"
          FROM (
            SELECT "id", "role", "speaker", "content", "createdAt", "ordinal", "status", "compositionId", "isPinned", "column", "isChosen"
            FROM "ConversationMessage"
            WHERE "workspaceId" = ${where.workspaceId} AND "conversationId" = ${where.conversationId}
              AND "status" NOT IN ('failed', 'running') AND "content" <> '' AND "ordinal" < ${beforeOrdinal ?? MAX_ORDINAL}
            ORDER BY "ordinal" DESC LIMIT ${LIMITS.historyMessages}
          ) latest
          WINDOW following AS (ORDER BY "ordinal")
        ) known
        WINDOW exchange AS (PARTITION BY "exchange", "compositionId" IS NULL)
      ) said
      WHERE "compositionId" IS NULL
        OR CASE WHEN "isBeside" THEN "place" = 1 ELSE "nextComposition" IS NULL OR "nextStatus" = 'interrupted' END
    ) measured
    WHERE bytes <= ${LIMITS.historyBytes}
    ORDER BY "ordinal"`
  return {
    turns: messages.map(({ createdAt, speaker, isPinned, ...message }) => ({
      ...message,
      ...(speaker === null ? {} : { speaker }),
      ...(isPinned ? { isPinned } : {}),
      role: toRole(message.role),
      day: createdAt.toISOString().slice(0, 10),
    })),
    summaries: await loadSummaries(client, where),
  }
}

/** The latest summaries of a conversation that are in use, in the order in which they were made. */
export async function loadSummaries(
  client: Pick<Transaction, 'conversationSummary'>,
  where: Where,
): Promise<HistorySummary[]> {
  const summaries = await client.conversationSummary.findMany({
    where: { ...where, replacedById: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_SUMMARIES,
    select: { id: true, level: true, fromMessageId: true, throughMessageId: true, text: true, sourceTokens: true },
  })
  return summaries.toReversed().map(({ id, text, level, fromMessageId, throughMessageId, sourceTokens }) => ({
    id,
    text,
    ...(fromMessageId === null ? {} : { fromTurnId: fromMessageId }),
    ...(sourceTokens === null ? {} : { sourceTokens }),
    level: level === 2 ? 2 : 1,
    throughTurnId: throughMessageId,
  }))
}
