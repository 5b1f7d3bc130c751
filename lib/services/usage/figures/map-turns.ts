import { comparePrefixes, tokensOf } from '@/lib/engine'
import { CACHE_MINUTES, type CacheTurn, leastCachedTokens } from '@/lib/schemas/contexts/cache-map'
import type { ModelPrices } from '@/lib/schemas/workspaces/provider'
import type { Prefix } from '@/lib/services/compose/rows/load-prefixes'

/** An answer that a provider's model gave. */
export type AnsweredTurn = Pick<CacheTurn, 'messageId' | 'model' | 'column' | 'inputTokens' | 'cachedTokens'> & {
  at: Date
  /** Undefined where its context is not kept any more. */
  prefix: Prefix | undefined
}

/**
 * What a provider's cache is expected to hold of each turn, and what it held. A cache belongs to a model: each turn is
 * compared with the one before of the same model.
 * @param turns oldest first
 */
export function mapTurns(turns: AnsweredTurn[], pricesOf: (model: string) => ModelPrices | null): CacheTurn[] {
  const before = new Map<string, AnsweredTurn>()
  return turns.map((turn) => {
    const last = before.get(turn.model)
    before.set(turn.model, turn)
    const { at, prefix, ...rest } = turn
    return {
      ...rest,
      at: at.toISOString(),
      prefixTokens: prefix ? tokensOf(prefix.spans) : null,
      ...expect(turn, last),
      savedUsd: savedBy(turn.cachedTokens, pricesOf(turn.model)),
    }
  })
}

function expect(turn: AnsweredTurn, last: AnsweredTurn | undefined) {
  const nothing = { cause: null, predictedTokens: 0 }
  if (!turn.prefix) return { ...nothing, state: 'unknown' as const }
  if (!last) return { ...nothing, state: 'first' as const }
  if (!last.prefix) return { ...nothing, state: 'unknown' as const }
  const { cause, keptTokens } = comparePrefixes(last.prefix, turn.prefix)
  const isExpired = turn.at.getTime() - last.at.getTime() > CACHE_MINUTES * 60_000
  const predictedTokens = isExpired || keptTokens < leastCachedTokens(turn.model) ? 0 : keptTokens
  if (cause) return { cause, predictedTokens, state: 'changed' as const }
  return { cause, predictedTokens, state: isExpired ? ('expired' as const) : ('kept' as const) }
}

/** Null without a price, or a count. */
function savedBy(cachedTokens: number | null, prices: ModelPrices | null): number | null {
  if (cachedTokens === null || !prices) return null
  return (cachedTokens * (prices.input - prices.cachedInput)) / 1_000_000
}
