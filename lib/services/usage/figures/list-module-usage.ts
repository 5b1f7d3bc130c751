import { prisma } from '@/lib/db/client'
import { withOutline } from '@/lib/db/compositions/with-outline'
import { Prisma } from '@/lib/db/generated/client'
import { giveWay } from '@/lib/give-way'
import { listProviderRows, pickModel } from '@/lib/indexing/providers/find-model'
import type { UsageSum } from '@/lib/schemas/insights/usage'
import { LIMITS } from '@/lib/schemas/limits'
import type { ModelPrices } from '@/lib/schemas/workspaces/provider'
import { type SentModules, selectSent } from '@/lib/services/compose/rows/select-sent'

/** The UTC day of a call. */
export const DAY_OF_CALL = Prisma.sql`to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD')`

/** A trace takes tens of kilobytes: the embedded database would keep others waiting for more of them. */
const BATCH = 50

type Answered = Pick<UsageSum, 'inputTokens' | 'cachedTokens' | 'outputTokens'> & {
  compositionId: string
  day: string
  model: string
  costUsd: number | null
  isEstimated: boolean
}

/**
 * What modules took of the calls for answers: of each call a module's share of its context, in input tokens and in what the
 * input cost. The latest calls whose context is kept are looked at. The most tokens first; of one module its days, the latest
 * first.
 * @param calls a condition on "ModelCall"
 */
export async function listModuleUsage(
  workspaceId: string,
  calls: Prisma.Sql,
  module?: string,
): Promise<(UsageSum & { key: string })[]> {
  const answered = await prisma.$queryRaw<Answered[]>`
    SELECT m."compositionId", k."day", k."model", k."inputTokens", k."cachedTokens", k."outputTokens", k."costUsd", k."isEstimated"
    FROM (SELECT *, ${DAY_OF_CALL} AS "day" FROM "ModelCall" WHERE ${calls}) k
    JOIN "ConversationMessage" m
      ON m."workspaceId" = k."workspaceId" AND m."conversationId" = k."conversationId" AND m."id" = k."messageId"
    WHERE m."compositionId" IS NOT NULL
    ORDER BY k."at" DESC, k."id" DESC LIMIT ${LIMITS.moduleUsageCalls}`
  const providers = await listProviderRows(workspaceId)
  const sums = new Map<string, UsageSum>()
  for (let at = 0; at < answered.length; at += BATCH) {
    const batch = answered.slice(at, at + BATCH)
    const contexts = await readSent(workspaceId, batch)
    for (const call of batch) {
      const context = contexts.get(call.compositionId)
      if (!context) continue
      const modules = (context.modules ?? [])
        .filter(({ moduleId }) => module === undefined || moduleId === module)
        .map(({ moduleId, tokens }) => ({ key: module === undefined ? moduleId : call.day, tokens }))
      addShares(sums, call, { ...context, modules }, pickModel(providers, call.model).offered?.prices ?? null)
    }
    await giveWay()
  }
  const whole = ({ inputTokens, cachedTokens, ...sum }: UsageSum) => ({
    ...sum,
    // never more than the calls took together
    inputTokens: Math.floor(inputTokens),
    cachedTokens: Math.floor(cachedTokens),
  })
  return [...sums]
    .map(([key, sum]) => ({ key, ...whole(sum) }))
    .sort((a, b) => {
      if (module !== undefined) return a.key < b.key ? 1 : -1
      return b.inputTokens - a.inputTokens || (a.key < b.key ? -1 : 1)
    })
}

async function readSent(workspaceId: string, calls: Answered[]): Promise<Map<string, SentModules>> {
  const ids = calls.map(({ compositionId }) => compositionId)
  const contexts = await prisma.$queryRaw<SentModules[]>(
    selectSent(withOutline(Prisma.sql`WHERE c."workspaceId" = ${workspaceId} AND c."id" = ANY(${ids})`)),
  )
  return new Map(contexts.map((context) => [context.id, context]))
}

function addShares(
  sums: Map<string, UsageSum>,
  call: Answered,
  { inputTokens, modules }: { inputTokens: number; modules: { key: string; tokens: number }[] },
  prices: ModelPrices | null,
): void {
  const inputCostUsd = costOfInput(call, prices)
  for (const { key, tokens } of modules) {
    const share = tokens / Math.max(1, inputTokens)
    const sum = sums.get(key) ?? { ...NOTHING }
    sums.set(key, {
      ...sum,
      calls: sum.calls + 1,
      estimated: sum.estimated + Number(call.isEstimated),
      inputTokens: sum.inputTokens + share * call.inputTokens,
      cachedTokens: sum.cachedTokens + share * call.cachedTokens,
      costUsd: sum.costUsd + share * (inputCostUsd ?? 0),
      unpriced: sum.unpriced + Number(inputCostUsd === null),
    })
  }
}

const NOTHING: UsageSum = {
  ...{ calls: 0, failed: 0, estimated: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0, unpriced: 0 },
}

/** Of what a call cost, what its input did: as the prices now divide it. Null without a price. */
function costOfInput({ inputTokens, cachedTokens, outputTokens, costUsd }: Answered, prices: ModelPrices | null) {
  if (costUsd === null || !prices) return null
  const input = (inputTokens - cachedTokens) * prices.input + cachedTokens * prices.cachedInput
  const all = input + outputTokens * prices.output
  return all === 0 ? 0 : (costUsd * input) / all
}
