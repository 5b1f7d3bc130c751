import type { TermCount } from '../vocabulary/ports'

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
  const best: TermCount[] = []
  for (const candidate of sum.values()) {
    const last = best.length === MAX_TERMS ? best[MAX_TERMS - 1]! : undefined
    if (last && compare(candidate, last) > 0) continue
    let place = last ? MAX_TERMS - 1 : best.length
    for (; place > 0 && compare(candidate, best[place - 1]!) < 0; place--) best[place] = best[place - 1]!
    best[place] = candidate
  }
  return best
}

const compare = (a: TermCount, b: TermCount) => b.count - a.count || a.id - b.id
