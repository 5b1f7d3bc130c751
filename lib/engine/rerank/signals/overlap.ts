import type { TermCount } from '../../ports'

/**
 * Cosine similarity of two texts' logarithmic term frequencies (1 + ln tf), 0–1; 0 when one has no terms.
 * Manning, Raghavan, Schütze: "Introduction to Information Retrieval", 2008, §6.3–6.4.
 */
export function overlap(a: TermCount[], b: TermCount[]): number {
  const weightById = new Map(b.map((term) => [term.id, weight(term)]))
  let dot = 0
  for (const term of a) dot += weight(term) * (weightById.get(term.id) ?? 0)
  const norm = Math.sqrt(squares(a) * squares(b))
  return norm > 0 ? Math.min(1, dot / norm) : 0
}

function weight(term: TermCount): number {
  return 1 + Math.log(term.count)
}

function squares(terms: TermCount[]): number {
  return terms.reduce((sum, term) => sum + weight(term) ** 2, 0)
}
