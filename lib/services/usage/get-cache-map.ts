import { prisma } from '@/lib/db/client'
import { OFFLINE_MODEL_ID } from '@/lib/engine'
import { listProviderRows, pickModel } from '@/lib/indexing/providers/find-model'
import { type CacheTurn, cacheMapSchema, getCacheMapSchema } from '@/lib/schemas/contexts/cache-map'
import { messageUsageSchema } from '@/lib/schemas/conversations/conversation'
import { LIMITS } from '@/lib/schemas/limits'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { loadPrefixes } from '@/lib/services/compose/rows/load-prefixes'
import { verb } from '@/lib/services/verb'
import { loadModuleNames } from './figures/load-module-names'
import { type AnsweredTurn, mapTurns } from './figures/map-turns'

/**
 * Of each answer in a conversation the stable prefix, whether it is that of the turn before, and else what changed it; what a
 * provider's cache was expected to hold of it, what it held, and what that saved.
 * @throws AppError NOT_FOUND.
 */
export const getCacheMap = verb({
  name: 'getCacheMap',
  scope: 'read',
  effect: 'read',
  input: getCacheMapSchema,
  output: cacheMapSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    await requireConversation(prisma, actor, id, 'read')
    const [answers, providers] = await Promise.all([loadAnswers(workspaceId, id), listProviderRows(workspaceId)])
    const turns = mapTurns(answers, (model) => pickModel(providers, model).offered?.prices ?? null)
    const sum = (read: (turn: CacheTurn) => number | null) =>
      turns.reduce((total, turn) => total + (read(turn) ?? 0), 0)
    return {
      turns: await nameCauses(workspaceId, turns),
      total: {
        predictedTokens: sum(({ predictedTokens }) => predictedTokens),
        inputTokens: sum(({ inputTokens }) => inputTokens),
        cachedTokens: sum(({ cachedTokens }) => cachedTokens),
        savedUsd: sum(({ savedUsd }) => savedUsd),
      },
    }
  },
})

/** Those that a provider's model was asked for, oldest first. */
async function loadAnswers(workspaceId: string, conversationId: string): Promise<AnsweredTurn[]> {
  const rows = await prisma.conversationMessage.findMany({
    where: { workspaceId, conversationId, role: 'assistant', compositionId: { not: null }, reusedFromAt: null },
    orderBy: { ordinal: 'desc' },
    take: LIMITS.cacheTurns,
    select: { id: true, compositionId: true, column: true, usage: true, createdAt: true },
  })
  const asked = rows.toReversed().flatMap(({ usage: stored, compositionId, ...row }) => {
    const usage = messageUsageSchema.nullable().parse(stored)
    return usage === null || usage.model === OFFLINE_MODEL_ID
      ? []
      : [{ ...row, usage, compositionId: compositionId ?? '' }]
  })
  const compositions = await prisma.composition.findMany({
    where: { workspaceId, id: { in: asked.map(({ compositionId }) => compositionId) } },
    orderBy: { createdAt: 'desc' },
    select: { id: true, prefixHash: true, model: true },
  })
  const prefixes = await loadPrefixes(workspaceId, compositions, LIMITS.prefixesRead)
  return asked.map(({ id, column, usage, createdAt, compositionId }) => ({
    messageId: id,
    column,
    model: usage.model,
    inputTokens: usage.inputTokens,
    cachedTokens: usage.cachedInputTokens,
    at: createdAt,
    prefix: prefixes.get(compositionId),
  }))
}

async function nameCauses(workspaceId: string, turns: CacheTurn[]): Promise<CacheTurn[]> {
  const ids = new Set(turns.flatMap(({ cause }) => cause?.moduleId ?? []))
  if (ids.size === 0) return turns
  const names = await loadModuleNames(workspaceId, [...ids])
  return turns.map((turn) => {
    const title = names.get(turn.cause?.moduleId ?? '')
    return turn.cause && title !== undefined ? { ...turn, cause: { ...turn.cause, title } } : turn
  })
}
