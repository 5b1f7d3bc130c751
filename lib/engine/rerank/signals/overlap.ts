import type { TextTerms } from '../text-terms'

/** Weights by term live as long as the terms they were made of. */
const lookups = new WeakMap<TextTerms, Map<number, number>>()

/**
 * Cosine similarity of two texts' logarithmic term frequencies, 0–1; 0 when one has no terms.
 * Manning, Raghavan, Schütze: "Introduction to Information Retrieval", 2008, §6.3–6.4.
 */
export function overlap(a: TextTerms, b: TextTerms): number {
  const [small, large] = a.ids.length <= b.ids.length ? [a, b] : [b, a]
  const weights = lookupOf(large)
  let dot = 0
  for (const [at, id] of small.ids.entries()) dot += small.weights[at]! * (weights.get(id) ?? 0)
  const norm = a.norm * b.norm
  return norm > 0 ? Math.min(1, dot / norm) : 0
}

function lookupOf(terms: TextTerms): Map<number, number> {
  let lookup = lookups.get(terms)
  if (!lookup) {
    lookup = new Map(Array.from(terms.ids, (id, at) => [id, terms.weights[at]!]))
    lookups.set(terms, lookup)
  }
  return lookup
}
