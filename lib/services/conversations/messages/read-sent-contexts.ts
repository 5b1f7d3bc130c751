import { prisma } from '@/lib/db/client'
import { type SentContext, sentCountsSchema } from '@/lib/schemas/contexts/sent-context'
import { isCompositionVisibleTo } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { isProfileVisibleTo } from '@/lib/services/profiles/rows/profile-access'

type Row = { id: string; model: string; inputTokens: number; sent: unknown; cachedMs: number | null }

/** Compositions in short, by their ids: those that the actor may see. Those of earlier versions are missing. */
export async function readSentContexts(actor: Actor, ids: string[]): Promise<Map<string, SentContext>> {
  if (ids.length === 0) return new Map()
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT c."id", c."model", c."inputTokens", d."sent", (c."cacheHit"->'step'->>'ms')::float AS "cachedMs"
    FROM "Composition" c
    JOIN "CompositionDetail" d ON d."workspaceId" = c."workspaceId" AND d."id" = c."detailId" AND d."sent" IS NOT NULL
    WHERE c."workspaceId" = ${actor.workspaceId} AND c."id" = ANY(${ids}::text[])
      AND ${isCompositionVisibleTo(actor)} AND ${isProfileVisibleTo(actor)}`
  return new Map(
    rows.map(({ id, model, inputTokens, sent, cachedMs }) => {
      const counts = sentCountsSchema.parse(sent)
      // the steps of a run that a cache answered took no time
      return [id, { ...counts, durationMs: cachedMs ?? counts.durationMs, model, inputTokens }]
    }),
  )
}
