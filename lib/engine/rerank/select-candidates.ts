import { jaccard, ShingleIndex, shinglesOf } from '../shingles'
import type { Candidate, PolicySettings, ReasonCode } from '../types'
import { orderByMmr } from './order-by-mmr'

/** Least relevance, as share of the relevance floor. */
const LEAST_RELEVANCE_SHARE = 0.6

/** `common` holds how many shingles it shares with each distinct one before it. */
type Distinct = { candidate: Candidate; at: number; size: number; common: Int32Array }

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
  const distinct: Distinct[] = []
  const index = new ShingleIndex()
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
    const item: Distinct = { candidate, at: distinct.length, size: shingles.size, common: index.commonWith(shingles) }
    const original = distinct.find((other) => similarity(other, item) >= settings.duplicateThreshold)
    if (original) {
      drop(candidate, 'duplicate_of', idOf(original.candidate))
    } else {
      distinct.push(item)
      index.add(shingles)
    }
  }

  const best = orderByMmr(
    distinct,
    settings.mmrLambda,
    settings.topN,
    ({ candidate }) => candidate.signals.final ?? 0,
    similarity,
  )
  const taken = new Set(best)
  for (const item of distinct) {
    if (!taken.has(item)) drop(item.candidate, 'below_top_n', `not among the ${settings.topN} best`)
  }
  return { kept: best.map(({ candidate }) => candidate), dropped }
}

function similarity(a: Distinct, b: Distinct): number {
  const common = a.at < b.at ? b.common[a.at] : a.common[b.at]
  return jaccard(common ?? 0, a.size, b.size)
}

function idOf(candidate: Candidate): string {
  return candidate.chunkId ?? candidate.module.moduleId
}
