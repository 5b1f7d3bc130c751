import type { PolicySettings } from '../vocabulary/policy'
import { compareHits, type FusedHit, fuseRanks, type RankedList } from './fuse-ranks'

export type ScoredList = RankedList & {
  /** Scores are at most 1 by themselves, as cosines are; others are divided by the best one. */
  isBounded?: boolean
}

/**
 * What several retrievers found as one list, best first, `fused` 0–1; equal scores are ordered by id. By scores it is a
 * convex combination, fused(d) = Σ_r w_r · s_r(d) / Σ_r w_r, with s_r = score / best score for BM25 and max(0, cosine) for
 * vectors (Bruch, Gai, Ingber: "An analysis of fusion functions for hybrid retrieval", TOIS 2023). By ranks it is reciprocal
 * rank fusion, scaled so that first everywhere is 1. A weight of 0 is a value: what only that list found scores 0.
 */
export function fuseHits(
  lists: ScoredList[],
  { fusion, k }: Pick<PolicySettings['retrieval'], 'fusion' | 'k'>,
): FusedHit[] {
  const total = lists.reduce((sum, { weight }) => sum + weight, 0)
  if (fusion === 'ranks') {
    const scale = total > 0 ? (k + 1) / total : 0
    return fuseRanks(lists, k).map((hit) => ({ ...hit, fused: hit.fused * scale }))
  }
  const fusedById = new Map<string, FusedHit>()
  for (const { name, weight, isBounded = false, hits } of lists) {
    const best = isBounded ? 1 : Math.max(0, ...hits.map(({ score }) => score))
    const share = total > 0 ? weight / total : 0
    for (const { id, rank, score } of hits) {
      const hit = fusedById.get(id) ?? { id, fused: 0, ranks: {}, scores: {} }
      if (name in hit.ranks) continue
      if (best > 0) hit.fused += share * (Math.min(best, Math.max(0, score)) / best)
      hit.ranks[name] = rank
      hit.scores[name] = score
      fusedById.set(id, hit)
    }
  }
  return [...fusedById.values()].sort(compareHits)
}
