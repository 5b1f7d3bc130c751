import type { Candidate } from '../../types'
import { overlap, type TermVector } from './overlap'

/** Candidates that count as strong: the best ones by relevance. */
const STRONG = 8

/**
 * Mutual support, 0–1: what the other strong candidates say about the same thing speaks for a candidate (cluster
 * hypothesis: van Rijsbergen, "Information Retrieval", 1979, ch. 3; Diaz: "Regularizing query-based retrieval scores",
 * 2007). support(i) = Σ_j relevance(j) · link(i, j) / Σ_j relevance(j) over the strong j ≠ i, where link is the cosine of
 * the terms, and at least 0.5 when one of the two modules depends on the other.
 */
export function supports(candidates: Candidate[], relevances: number[], vectors: TermVector[]): number[] {
  const strong = candidates
    .map((_, at) => at)
    .sort((a, b) => (relevances[b] ?? 0) - (relevances[a] ?? 0) || a - b)
    .slice(0, STRONG)

  return candidates.map((candidate, at) => {
    let sum = 0
    let total = 0
    for (const other of strong) {
      const peer = candidates[other]
      const [own, theirs] = [vectors[at], vectors[other]]
      if (other === at || !peer || !own || !theirs) continue
      const similarity = overlap(own, theirs)
      const link = isDependent(candidate, peer) ? Math.max(0.5, similarity) : similarity
      sum += (relevances[other] ?? 0) * link
      total += relevances[other] ?? 0
    }
    return total > 0 ? sum / total : 0
  })
}

function isDependent(a: Candidate, b: Candidate): boolean {
  return a.module.dependencies.includes(b.module.moduleId) || b.module.dependencies.includes(a.module.moduleId)
}
