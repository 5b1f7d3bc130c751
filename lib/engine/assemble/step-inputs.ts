import type { Costs } from '../format/estimate-costs'
import type { HistoryInput } from '../history/history-input'
import type { FactsInput } from '../profile/select-facts'
import type { PreparedContext } from '../vocabulary/composition'

export function factsInput({ request, factScores }: PreparedContext, tokens: number, costs: Costs): FactsInput {
  const { profile, day } = request
  const available = tokens - costs.blockOf.profile
  return { profile, day, costOf: costs.fact, available, ...(factScores && { scores: factScores }) }
}

export function historyInput({ request, turnScores }: PreparedContext, available: number, costs: Costs): HistoryInput {
  const { turns, summaries, stated } = request
  const settings = request.policy.settings.history
  return {
    turns,
    summaries,
    settings,
    available,
    costOf: costs.history,
    stated,
    ...(turnScores && { scores: turnScores }),
  }
}
