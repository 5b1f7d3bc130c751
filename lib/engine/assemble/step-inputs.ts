import type { PreparedContext } from '../composition'
import type { Costs } from '../format/estimate-costs'
import type { HistoryInput } from '../history/select-history'
import type { FactsInput } from '../profile/select-facts'

export function factsInput({ request }: PreparedContext, tokens: number, costs: Costs): FactsInput {
  const { profile, day } = request
  return { profile, day, costOf: costs.fact, available: tokens - costs.blockOf.profile }
}

export function historyInput({ request }: PreparedContext, available: number, costs: Costs): HistoryInput {
  const { turns, summaries } = request
  const { verbatimExchanges } = request.policy.settings.history
  return { turns, summaries, verbatimExchanges, available, costOf: costs.history }
}
