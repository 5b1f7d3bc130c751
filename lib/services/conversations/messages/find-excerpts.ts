import { prisma } from '@/lib/db/client'

const MAX_WORDS = 20
const EXCERPT_LENGTH = 160
const BEFORE_LENGTH = 40

/** The words that a search asks for, each once. */
export function wordsOf(q: string): string[] {
  return [...new Set(q.toLowerCase().split(/\s+/))].filter((word) => word !== '').slice(0, MAX_WORDS)
}

export type Excerpt = { messageId: string; excerpt: string }

/** By conversation: the message with most of the words, the earliest of equals, and the text around the first word. */
export async function findExcerpts(
  workspaceId: string,
  conversationIds: string[],
  words: readonly string[],
): Promise<Map<string, Excerpt>> {
  if (words.length === 0 || conversationIds.length === 0) return new Map()
  const rows = await prisma.$queryRaw<(Excerpt & { conversationId: string; place: number })[]>`
    SELECT DISTINCT ON ("conversationId") "conversationId", "id" AS "messageId", "place",
      substr("content", greatest(1, "place" - ${BEFORE_LENGTH}::int), ${EXCERPT_LENGTH}::int) AS "excerpt"
    FROM (
      SELECT m."conversationId", m."id", m."ordinal", m."content", f."words", f."place"
      FROM "ConversationMessage" m
      CROSS JOIN LATERAL (
        SELECT count(nullif(strpos(lower(m."content"), w), 0)) AS "words", min(nullif(strpos(lower(m."content"), w), 0)) AS "place"
        FROM unnest(${[...words]}::text[]) w
      ) f
      WHERE m."workspaceId" = ${workspaceId} AND m."conversationId" = ANY(${conversationIds}::text[])
    ) found
    WHERE "words" > 0
    ORDER BY "conversationId", "words" DESC, "ordinal"`
  return new Map(
    rows.map(({ conversationId, messageId, place, excerpt }) => {
      const line = excerpt.replaceAll(/\s+/g, ' ').trim()
      return [conversationId, { messageId, excerpt: place > BEFORE_LENGTH + 1 ? `…${line}` : line }]
    }),
  )
}
