import { prisma } from '@/lib/db/client'
import type { ComposeRequest } from '@/lib/engine'
import { openCache } from '@/lib/measured-cache'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'

const answers = openCache('answers', { maxBytes: 0, sizeOf: () => 0 })

type ReusableAnswer = { text: string; answeredAt: Date }

/**
 * An answer that the same model gave to the same context and query, if the policy allows to give it again. Only the
 * first question of a conversation without a profile gets one: its context holds nothing about a person or a
 * conversation, so the answer reveals no more than the library does. Answers of deleted conversations are not given
 * again.
 */
export async function findReusableAnswer(
  request: ComposeRequest,
  { trace }: Pick<ComposedDto, 'trace'>,
): Promise<ReusableAnswer | null> {
  const { policy, turns, summaries, profile, workspaceId, model, query } = request
  if (!policy.settings.answers.reuse) return null
  if (turns.length > 0 || summaries.length > 0 || profile) return null
  const rows = await prisma.$queryRaw<{ text: string; answeredAt: Date; ms: number | null }[]>`
    SELECT m."content" AS "text", m."createdAt" AS "answeredAt", (m."usage"->>'durationMs')::float8 AS "ms"
    FROM "Composition" c
    JOIN "Conversation" v ON v."workspaceId" = c."workspaceId" AND v."id" = c."conversationId" AND v."deletedAt" IS NULL
      AND NOT v."isTemporary"
    JOIN "ConversationMessage" m ON m."workspaceId" = c."workspaceId" AND m."conversationId" = c."conversationId"
      AND m."compositionId" = c."id" AND m."role" = 'assistant' AND m."status" = 'complete' AND m."reusedFromAt" IS NULL
      AND m."content" <> '' AND m."toolUses" IS NULL AND m."sources" IS NULL
    WHERE c."workspaceId" = ${workspaceId} AND c."contextHash" = ${trace.contextHash} AND c."model" = ${model.id}
      AND c."query" = ${query} AND c."profileId" IS NULL
    ORDER BY m."createdAt" DESC, m."id" LIMIT 1`
  const [found] = rows
  answers.count(found ? 1 : 0, found ? 0 : 1)
  if (!found) return null
  answers.countSaved(found.ms ?? 0)
  return found
}
