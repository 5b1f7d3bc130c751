import type { Candidate } from '../../vocabulary/types'
import type { Similarities } from '../similarities'

/** The smaller, the more a candidate listens to its nearest neighbors alone. */
const TEMPERATURE = 0.05
/** From here on two texts say the same: that repeats, and supports nothing. */
const REPETITION = 0.95
/** So many of the most relevant candidates are listened to: a long tail that resembles itself would drown what they say. */
const MAX_KEYS = 48
/** Likeness of two modules of which one depends on the other, at least. */
const DEPENDENCY = 0.5

/**
 * Cross-attention between the candidates, 0–1: what the others that speak about the same are worth. Scaled dot-product
 * attention (Vaswani et al. 2017, eq. 1) with a candidate as query, the others as keys and their relevance as values:
 *
 *   support(i) = Σ_j a_ij · relevance(j),   a_ij = exp(s_ij / τ) / Σ_k exp(s_ik / τ),   j, k ≠ i
 *
 * where s is the cosine of the terms, at least 0.5 along a dependency, τ = 0.05, and j, k are among the 48 most relevant. Near-copies (s ≥ 0.95) attend to each
 * other not at all, so that redundancy is no support. It rests on the cluster hypothesis (van Rijsbergen 1979, ch. 3) and
 * is the kernel-smoothed relevance of Diaz, "Regularizing query-based retrieval scores", 2007. 0 without others.
 */
export function supports(candidates: Candidate[], relevances: number[], similarities: Similarities): number[] {
  const keys = [...candidates.keys()]
    .sort((a, b) => (relevances[b] ?? 0) - (relevances[a] ?? 0) || a - b)
    .slice(0, MAX_KEYS)
  return candidates.map((candidate, i) => {
    let sum = 0
    let total = 0
    for (const j of keys) {
      if (i === j) continue
      const other = candidates[j]!
      const similarity = similarities.at(i, j)
      if (similarity >= REPETITION) continue
      const link = isDependent(candidate, other) ? Math.max(DEPENDENCY, similarity) : similarity
      // A cosine is at most 1, so that no exponent overflows.
      const attention = Math.exp((link - 1) / TEMPERATURE)
      sum += attention * (relevances[j] ?? 0)
      total += attention
    }
    return total > 0 ? Math.min(1, sum / total) : 0
  })
}

function isDependent(a: Candidate, b: Candidate): boolean {
  return a.module.dependencies.includes(b.module.moduleId) || b.module.dependencies.includes(a.module.moduleId)
}
