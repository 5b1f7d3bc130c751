import type { Candidate, ReasonCode, SectionName } from '../types'
import { isOverlapping, moduleKey } from './merge-candidates'
import type { Offer } from './offer'

export type Drop = { reason: ReasonCode; detail: string }

/** Why each candidate that is not sent is not. */
export function explainDrops(
  input: { section: SectionName; candidates: Candidate[]; sentElsewhere: ReadonlySet<string> },
  offer: Offer,
): Map<Candidate, Drop> {
  const drops = new Map<Candidate, Drop>()
  for (const candidate of input.candidates) {
    if (candidate.isRequired || !input.sentElsewhere.has(moduleKey(candidate))) continue
    drops.set(candidate, { reason: 'superseded', detail: 'the whole module is sent as instructions' })
  }
  offer.candidates.forEach((candidate, index) => {
    const drop = explain(offer, index, input.section)
    if (drop) drops.set(candidate, drop)
  })
  return drops
}

function explain(offer: Offer, index: number, section: SectionName): Drop | undefined {
  const candidate = offer.candidates[index]!
  const sent = offer.sentBeside(index).map((other) => offer.candidates[other]!)
  if (sent.some(({ resolution }) => resolution === 'full')) {
    return { reason: 'superseded', detail: `the whole module ${candidate.module.moduleId} is sent` }
  }
  if (offer.chosen.has(index)) return undefined
  if (candidate.resolution === 'summary' && sent.some((other) => isOverlapping(other, candidate))) {
    return { reason: 'superseded', detail: 'some of what it summarizes is sent' }
  }
  const tokens = offer.extraTokens(index)
  if (tokens > offer.left) {
    return { reason: 'over_section_budget', detail: `${tokens} tokens, ${section} had ${offer.left} left` }
  }
  const missing = offer.coverage.dependsOn[index]!.filter((moduleId) => !offer.hasModule(moduleId))
  if (candidate.resolution === 'full' && missing.length > 0) {
    return { reason: 'dependency_missing', detail: `fits only without ${missing.join(', ')}` }
  }
  const says = offer.findEcho(index)
  return says
    ? { reason: 'duplicate_of', detail: `${says.chunkId ?? says.module.moduleId} says what it adds` }
    : { reason: 'over_section_budget', detail: `${tokens} tokens, worth less than what would make room for it` }
}
