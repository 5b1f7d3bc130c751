/**
 * Maximal marginal relevance: repeatedly takes the item with the highest λ · score − (1 − λ) · max similarity to what was
 * taken before. Carbonell, Goldstein: "The use of MMR, diversity-based reranking for reordering documents and producing
 * summaries", SIGIR 1998. Returns the first `limit` items in this order; of equals, the earlier one comes first.
 *
 * @param lambda 1 is relevance only, 0 is novelty only
 * @param similarity 0–1
 */
export function orderByMmr<T>(
  items: T[],
  lambda: number,
  limit: number,
  score: (item: T) => number,
  similarity: (a: T, b: T) => number,
): T[] {
  const open = items.map((item) => ({ item, redundancy: 0 }))
  const ordered: T[] = []
  while (ordered.length < limit && open.length > 0) {
    let best = 0
    let bestValue = Number.NEGATIVE_INFINITY
    for (const [at, { item, redundancy }] of open.entries()) {
      const value = lambda * score(item) - (1 - lambda) * redundancy
      if (value > bestValue) {
        best = at
        bestValue = value
      }
    }
    const taken = open.splice(best, 1)[0]
    if (!taken) break
    ordered.push(taken.item)
    for (const rest of open) rest.redundancy = Math.max(rest.redundancy, similarity(rest.item, taken.item))
  }
  return ordered
}
