import type { Candidate, PolicySettings } from '../../types'

/**
 * Relevance to the query by the retrievers, 0–1: the mean of
 * - rank evidence: fused / Σ_r w_r / (k + 1), which is 1 for a candidate that every retriever ranks first, and
 * - score evidence: Σ_r w_r · s_r / Σ_r w_r with s_lexical = BM25 / best BM25 and s_vector = max(0, cosine).
 * Ranks alone hide how far the second is behind the first; scores alone are not comparable between retrievers. Bruch,
 * Gai, Ingber: "An analysis of fusion functions for hybrid retrieval", TOIS 2023. Retrievers that found nothing at all
 * don't count.
 */
export function relevance(
  candidates: Candidate[],
  settings: Pick<PolicySettings['retrieval'], 'k' | 'lexicalWeight' | 'vectorWeight'>,
): number[] {
  const bestLexical = Math.max(0, ...candidates.map(({ scores }) => scores.lexical ?? 0))
  const hasVector = candidates.some(({ scores }) => scores.vector !== undefined)
  const lexicalWeight = bestLexical > 0 ? settings.lexicalWeight : 0
  const vectorWeight = hasVector ? settings.vectorWeight : 0
  const total = lexicalWeight + vectorWeight
  if (total <= 0) return candidates.map(() => 0)

  return candidates.map(({ scores }) => {
    const byRank = ((scores.fused ?? 0) * (settings.k + 1)) / total
    const lexical = lexicalWeight > 0 ? (lexicalWeight * (scores.lexical ?? 0)) / bestLexical : 0
    const byScore = (lexical + vectorWeight * clamp(scores.vector ?? 0)) / total
    return (clamp(byRank) + clamp(byScore)) / 2
  })
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
