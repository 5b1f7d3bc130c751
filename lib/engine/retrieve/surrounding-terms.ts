import type { TermCount } from '../ports'

/** Chunks on each side that count as the surroundings of one. */
export const SURROUNDINGS_REACH = 2
const MAX_TERMS = 20

/**
 * What the chunks around one are about: their most frequent terms. A chunk says “it” and “the second step”; what these are
 * stands before it. Scoring passages together with what stands around them is as old as passage retrieval: Callan:
 * "Passage-level evidence in document retrieval", SIGIR 1994; Murdock, Croft: "A translation model for sentence
 * retrieval", 2005 (smoothing from the document).
 *
 * @param texts terms of the chunks of a version in order; empty for a hidden one
 */
export function surroundingTerms(texts: TermCount[][], at: number): TermCount[] {
  const sum = new Map<number, TermCount>()
  for (let i = Math.max(0, at - SURROUNDINGS_REACH); i <= at + SURROUNDINGS_REACH && i < texts.length; i++) {
    if (i === at) continue
    for (const { id, term, count } of texts[i] ?? []) {
      const known = sum.get(id)
      if (known) known.count += count
      else sum.set(id, { id, term, count })
    }
  }
  return [...sum.values()].sort((a, b) => b.count - a.count || a.id - b.id).slice(0, MAX_TERMS)
}
