import type { Costs } from '../format/estimate-costs'
import type { Drop } from '../pack/explain-drops'
import type { FactFate } from '../profile/select-facts'
import type { FactTrace } from '../vocabulary/trace'
import type { ProfileFact } from '../vocabulary/types'

/** Every fact of the profile with what became of it, and nothing of what it says. */
export function traceFacts(
  fates: FactFate[],
  { costs, droppedFacts }: { costs: Costs; droppedFacts: ReadonlyMap<ProfileFact, Drop> },
): { facts?: FactTrace[] } {
  if (fates.length === 0) return {}
  const facts = fates.map(({ fact, isSent, reason, because }): FactTrace => {
    const drop = droppedFacts.get(fact)
    const decided = drop ?? { reason, because }
    return {
      factId: fact.id,
      tokens: costs.fact(fact),
      fate: isSent && !drop ? 'included' : 'dropped',
      reason: decided.reason,
      ...(decided.because === undefined ? {} : { because: decided.because }),
    }
  })
  return { facts }
}
