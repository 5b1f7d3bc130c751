/**
 * Textbook measures of a ranking, each 0–1. Manning, Raghavan, Schütze: "Introduction to Information Retrieval", 2008,
 * ch. 8. `ranked` is best first and must not repeat an id; `k` counts positions and must be at least 1.
 */

/** Share of what is relevant that stands in the first `k` positions; 1 when nothing is relevant. */
export function recallAtK(ranked: string[], relevant: ReadonlySet<string>, k: number): number {
  if (relevant.size === 0) return 1
  return ranked.slice(0, k).filter((id) => relevant.has(id)).length / relevant.size
}

/** 1 / position of the first relevant id, 0 when there is none. Voorhees: "The TREC-8 question answering track", 1999. */
export function reciprocalRank(ranked: string[], relevant: ReadonlySet<string>): number {
  const at = ranked.findIndex((id) => relevant.has(id))
  return at < 0 ? 0 : 1 / (at + 1)
}

/** Mean reciprocal rank over queries, 0 when there are none. */
export function mrr(queries: { ranked: string[]; relevant: ReadonlySet<string> }[]): number {
  return mean(queries.map(({ ranked, relevant }) => reciprocalRank(ranked, relevant)))
}

/**
 * Normalized discounted cumulative gain: DCG@k / ideal DCG@k with DCG = Σ_i (2^gain_i − 1) / log2(i + 1), i from 1.
 * Järvelin, Kekäläinen: "Cumulated gain-based evaluation of IR techniques", TOIS 2002; exponential gain as in Burges et
 * al., ICML 2005. 1 when every gain is 0.
 *
 * @param gains grade of each id, 0 or more; ids that are not in it have grade 0
 */
export function ndcgAtK(ranked: string[], gains: ReadonlyMap<string, number>, k: number): number {
  const ideal = dcg([...gains.values()].sort((a, b) => b - a).slice(0, k))
  if (ideal === 0) return 1
  return dcg(ranked.slice(0, k).map((id) => gains.get(id) ?? 0)) / ideal
}

function dcg(gains: number[]): number {
  return gains.reduce((sum, gain, at) => sum + (2 ** gain - 1) / Math.log2(at + 2), 0)
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
