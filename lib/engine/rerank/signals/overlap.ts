import type { TermCount } from '../../ports'

/** A text's terms weighted by 1 + ln tf, with the length of that vector. */
export type TermVector = { weights: Map<number, number>; norm: number }

/** Vectors live as long as the terms they were made of, which are remembered from query to query. */
const vectors = new WeakMap<readonly TermCount[], TermVector>()

export function toTermVector(terms: readonly TermCount[]): TermVector {
  const known = vectors.get(terms)
  if (known) return known
  const weights = new Map(terms.map(({ id, count }) => [id, 1 + Math.log(count)]))
  const norm = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight ** 2, 0))
  const vector = { weights, norm }
  vectors.set(terms, vector)
  return vector
}

/**
 * Cosine similarity of two texts' logarithmic term frequencies, 0–1; 0 when one has no terms.
 * Manning, Raghavan, Schütze: "Introduction to Information Retrieval", 2008, §6.3–6.4.
 */
export function overlap(a: TermVector, b: TermVector): number {
  const [small, large] = a.weights.size <= b.weights.size ? [a, b] : [b, a]
  let dot = 0
  for (const [id, weight] of small.weights) dot += weight * (large.weights.get(id) ?? 0)
  const norm = a.norm * b.norm
  return norm > 0 ? Math.min(1, dot / norm) : 0
}
