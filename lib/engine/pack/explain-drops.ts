import type { Because, ReasonCode } from '../vocabulary/reasons'
import type { Candidate } from '../vocabulary/types'
import { isOverlapping, moduleKey } from './merge-candidates'
import type { Offer } from './offer'

export type Drop = {
  reason: ReasonCode
  because?: Because
  /** What is sent in its place: without any of it, the reason no longer holds. */
  inFavourOf?: Candidate[]
}

/** Why each candidate that is not sent is not. */
export function explainDrops(
  input: { section: Candidate['section']; candidates: Candidate[]; sentElsewhere: ReadonlySet<string> },
  offer: Offer,
): Map<Candidate, Drop> {
  const drops = new Map<Candidate, Drop>()
  for (const candidate of input.candidates) {
    if (candidate.isRequired || !input.sentElsewhere.has(moduleKey(candidate))) continue
    drops.set(candidate, { reason: 'in_instructions', because: { of: candidate.module.moduleId } })
  }
  offer.candidates.forEach((candidate, index) => {
    const drop = explain(offer, index, input.section)
    if (drop) drops.set(candidate, drop)
  })
  return drops
}

function explain(offer: Offer, index: number, section: Candidate['section']): Drop | undefined {
  const candidate = offer.candidates[index]!
  const sent = offer.sentBeside(index).map((other) => offer.candidates[other]!)
  const whole = sent.find(({ resolution }) => resolution === 'full')
  if (whole) return { reason: 'in_whole_module', because: { of: whole.module.moduleId }, inFavourOf: [whole] }
  if (offer.chosen.has(index)) return undefined
  const summed = candidate.resolution === 'summary' ? sent.filter((other) => isOverlapping(other, candidate)) : []
  if (summed.length > 0) return { reason: 'summary_unneeded', inFavourOf: summed }
  if (!offer.isWanted(candidate)) {
    return { reason: 'not_needed', because: { of: candidate.neededBy?.join(', ') } }
  }
  const tokens = { limit: offer.left, unit: 'tokens', section } as const
  const alone = offer.extraTokens(index)
  if (alone > offer.left) return { reason: 'over_section_budget', because: { compared: alone, ...tokens } }
  const change = offer.changeBy(index)
  if (change.tokens > offer.left) {
    const of = change.brings.map((other) => offer.candidates[other]!.module.moduleId).join(', ')
    return { reason: 'dependency_over_budget', because: { compared: change.tokens, ...tokens, of } }
  }
  if (change.removes.length > 0) {
    const limit = round(offer.worth())
    const compared = Math.min(round(change.worth), limit)
    const inFavourOf = change.removes.map((other) => offer.candidates[other]!)
    return { reason: 'worth_less', because: { compared, limit, unit: 'value' }, inFavourOf }
  }
  const says = offer.findEcho(index)
  const of = says && { of: says.chunkId ?? says.module.moduleId }
  return {
    reason: 'adds_nothing',
    because: { compared: 0, limit: 0, unit: 'value', ...of },
    ...(says && { inFavourOf: [says] }),
  }
}

/** What sums of the same relevances in another order differ by is no difference. */
function round(worth: number): number {
  return Math.round(worth * 1e6) / 1e6
}
