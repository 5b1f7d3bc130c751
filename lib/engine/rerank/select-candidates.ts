import type { Candidate, PolicySettings, ReasonCode } from '../types'
import { orderByMmr } from './order-by-mmr'
import { jaccard, shinglesOf } from './shingles'

/** Least relevance, as share of the relevance floor. */
const LEAST_RELEVANCE_SHARE = 0.6

/** Best first by `final`, then by fused score; the rest of the order only makes it deterministic. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    (b.signals.final ?? 0) - (a.signals.final ?? 0) ||
    (b.scores.fused ?? 0) - (a.scores.fused ?? 0) ||
    (a.module.moduleId < b.module.moduleId ? -1 : a.module.moduleId > b.module.moduleId ? 1 : 0) ||
    a.startOffset - b.startOffset ||
    a.endOffset - b.endOffset
  )
}

/**
 * Decides which scored candidates go on to packing: below the relevance floor, near-duplicates of a better one, and what
 * is left after the `topN` best by MMR are dropped, each with its reason. A weak chunk costs more than it gives: it
 * distracts the model besides taking room.
 */
export function selectCandidates(
  scored: Candidate[],
  settings: PolicySettings['rerank'],
): { kept: Candidate[]; dropped: Candidate[] } {
  const dropped: Candidate[] = []
  const drop = (candidate: Candidate, reason: ReasonCode, detail: string) =>
    dropped.push({ ...candidate, reason, detail, isDropped: true })

  const ordered = [...scored].sort(compareCandidates)
  const floor = settings.relevanceFloor * (ordered[0]?.signals.final ?? 0)
  const distinct: { candidate: Candidate; shingles: Set<number> }[] = []
  for (const candidate of ordered) {
    if ((candidate.signals.final ?? 0) < floor) {
      drop(candidate, 'below_relevance_floor', `final score under ${floor.toFixed(3)}`)
      continue
    }
    // The best of what has nothing to do with the query is still nothing: the floor is absolute for relevance.
    const leastRelevance = settings.relevanceFloor * LEAST_RELEVANCE_SHARE
    if ((candidate.signals.relevance ?? 1) < leastRelevance) {
      drop(candidate, 'below_relevance_floor', `relevance under ${leastRelevance.toFixed(3)}`)
      continue
    }
    const shingles = shinglesOf(candidate.text)
    const original = distinct.find((other) => jaccard(other.shingles, shingles) >= settings.duplicateThreshold)
    if (original) drop(candidate, 'duplicate_of', idOf(original.candidate))
    else distinct.push({ candidate, shingles })
  }

  const best = orderByMmr(
    distinct,
    settings.mmrLambda,
    settings.topN,
    ({ candidate }) => candidate.signals.final ?? 0,
    (a, b) => jaccard(a.shingles, b.shingles),
  )
  const taken = new Set(best)
  for (const item of distinct) {
    if (!taken.has(item)) drop(item.candidate, 'below_top_n', `not among the ${settings.topN} best`)
  }
  return { kept: best.map(({ candidate }) => candidate), dropped }
}

function idOf(candidate: Candidate): string {
  return candidate.chunkId ?? candidate.module.moduleId
}
