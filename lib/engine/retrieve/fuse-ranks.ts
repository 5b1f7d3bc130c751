/** What one retriever found. */
export type RankedList = { name: string; weight: number; hits: { id: string; rank: number; score: number }[] }
export type FusedHit = { id: string; fused: number; ranks: Record<string, number>; scores: Record<string, number> }

/**
 * Weighted reciprocal rank fusion: fused(d) = Σ_r w_r / (k + rank_r(d)), ranks 1-based.
 * Cormack, Clarke, Büttcher: "Reciprocal Rank Fusion outperforms Condorcet and individual rank learning methods",
 * SIGIR 2009 (there k = 60 and all weights 1). A weight of 0 is a value: what only that list found scores 0.
 * Best first; equal scores are ordered by id.
 */
export function fuseRanks(lists: RankedList[], k: number): FusedHit[] {
  const fusedById = new Map<string, FusedHit>()
  for (const { name, weight, hits } of lists) {
    for (const { id, rank, score } of hits) {
      const hit = fusedById.get(id) ?? { id, fused: 0, ranks: {}, scores: {} }
      if (name in hit.ranks) continue
      hit.fused += weight / (k + rank)
      hit.ranks[name] = rank
      hit.scores[name] = score
      fusedById.set(id, hit)
    }
  }
  return [...fusedById.values()].sort(compareHits)
}

/** The best first, equal ones by id. */
export function compareHits(a: Pick<FusedHit, 'id' | 'fused'>, b: Pick<FusedHit, 'id' | 'fused'>): number {
  return b.fused - a.fused || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
