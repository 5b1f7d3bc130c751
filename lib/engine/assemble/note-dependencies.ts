import type { Drop } from '../pack/explain-drops'
import { describeReason, REASON_WORDS } from '../vocabulary/reason-words'
import type { Candidate } from '../vocabulary/types'

/**
 * For each module that is sent without one that it depends on, which one and why: the numbers are those of the
 * dependency's own entry in the trace.
 */
export function noteMissingDependencies(candidates: Candidate[], drops: ReadonlyMap<Candidate, Drop>): string[] {
  const byModule = Map.groupBy(candidates, ({ module }) => module.moduleId)
  const isSent = (candidate: Candidate) => !candidate.isDropped && !drops.has(candidate)
  const sent = candidates.filter(isSent)
  const present = new Set(sent.map(({ module }) => module.moduleId))
  const notes = sent.flatMap(({ module }) =>
    module.dependencies
      .filter((id) => !present.has(id))
      .map((id) => `${module.moduleId} is sent without ${id}, which it depends on: ${whyMissing(byModule.get(id))}`),
  )
  return [...new Set(notes)]

  function whyMissing(offered: Candidate[] | undefined): string {
    const told = offered?.find((candidate) => drops.has(candidate)) ?? offered?.[0]
    if (!told) return REASON_WORDS.not_in_release
    const { reason, because } = drops.get(told) ?? told
    return [REASON_WORDS[reason], describeReason(reason, because)].filter((part) => part !== '').join(', ')
  }
}
