import { prisma } from '@/lib/db/client'
import { tokensOf } from '@/lib/engine'
import type { BrokenPrefixes } from '@/lib/schemas/contexts/cache-map'
import { LIMITS } from '@/lib/schemas/limits'
import { loadPrefixes } from '@/lib/services/compose/rows/load-prefixes'

/** A module that changes; `isAlways`: it will be always on. */
type Changed = { id: string; isAlways: boolean }

/**
 * The conversations that were active of late and whose stable prefix a change to modules breaks: what stands from the first
 * of them on is sent anew once. Each is taken as its last context was.
 */
export async function findBrokenPrefixes(workspaceId: string, modules: Changed[]): Promise<BrokenPrefixes> {
  const days = LIMITS.prefixDays
  const since = new Date(Date.now() - days * 86_400_000)
  const looked = await prisma.$queryRaw<{ id: string; conversationId: string; prefixHash: string; model: string }[]>`
    SELECT c."id", c."conversationId", c."prefixHash", c."model"
    FROM "Composition" c
    JOIN "Conversation" v ON v."workspaceId" = c."workspaceId" AND v."id" = c."conversationId" AND v."deletedAt" IS NULL
    WHERE c."workspaceId" = ${workspaceId} AND c."createdAt" >= ${since}
    ORDER BY c."createdAt" DESC LIMIT ${LIMITS.prefixesLookedAt}`
  const latest = [...new Map(looked.toReversed().map((row) => [row.conversationId, row])).values()]
  const prefixes = await loadPrefixes(workspaceId, latest, LIMITS.prefixesRead)
  const ids = new Set(modules.map(({ id }) => id))
  const comesIn = modules.some(({ isAlways }) => isAlways)
  const sentAnew = latest.flatMap(({ id }) => {
    const spans = prefixes.get(id)?.spans
    if (!spans) return []
    const at = spans.findIndex(({ moduleId }) => moduleId !== undefined && ids.has(moduleId))
    // one that is always on from now on is put in somewhere among the others
    if (at < 0) return comesIn ? [tokensOf(spans)] : []
    return [tokensOf(spans.slice(at))]
  })
  return {
    conversations: sentAnew.length,
    days,
    tokens: sentAnew.length === 0 ? 0 : Math.round(sentAnew.reduce((sum, tokens) => sum + tokens, 0) / sentAnew.length),
    isAtLeast: looked.length === LIMITS.prefixesLookedAt || prefixes.size < latest.length,
  }
}
