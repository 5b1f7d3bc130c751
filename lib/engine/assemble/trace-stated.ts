import type { StatedFate } from '../history/history-input'
import type { Drop } from '../pack/explain-drops'
import type { StatedTrace } from '../vocabulary/trace'
import type { StatedFact } from '../vocabulary/types'

/** Everything that the conversation's turns state, with what became of it, and nothing of what it says. */
export function traceStated(fates: StatedFate[], dropped: ReadonlyMap<StatedFact, Drop>): { stated?: StatedTrace[] } {
  if (fates.length === 0) return {}
  const stated = fates.map(({ fact, tokens, isSent, ...decided }): StatedTrace => {
    const drop = dropped.get(fact)
    const { reason, because } = drop ?? decided
    return {
      statedId: fact.id,
      turnId: fact.turnId,
      tokens,
      fate: isSent && !drop ? 'included' : 'dropped',
      reason,
      ...(because === undefined ? {} : { because }),
    }
  })
  return { stated }
}
