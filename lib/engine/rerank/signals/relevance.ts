import type { Candidate, PolicySettings } from '../../types'

/** Ranks are robust but hide how far the second is behind the first, so scores count more. */
const RANK_SHARE = 0.25

/**
 * Relevance to the query by the retrievers, 0–1: a quarter rank evidence and three quarters score evidence,
 * - by rank: fused / (Σ_r w_r / (k + 1)), which is 1 for a candidate that every retriever ranks first,
 * - by score: Σ_r w_r · s_r / Σ_r w_r with s_lexical = BM25 / best BM25 and s_vector = max(0, cosine).
 * Bruch, Gai, Ingber: "An analysis of fusion functions for hybrid retrieval", TOIS 2023. Vector search counts only when
 * it ran; lexical search always does, so that having none of the query's words speaks against a candidate.
 */
export function relevance(
  candidates: Candidate[],
  settings: Pick<PolicySettings['retrieval'], 'k' | 'lexicalWeight' | 'vectorWeight'>,
): number[] {
  const bestLexical = Math.max(0, ...candidates.map(({ scores }) => scores.lexical ?? 0))
  const hasVector = candidates.some(({ scores }) => scores.vector !== undefined)
  const vectorWeight = hasVector ? settings.vectorWeight : 0
  const total = settings.lexicalWeight + vectorWeight
  if (total <= 0) return candidates.map(() => 0)

  return candidates.map(({ scores }) => {
    const byRank = ((scores.fused ?? 0) * (settings.k + 1)) / total
    const lexical = bestLexical > 0 ? (scores.lexical ?? 0) / bestLexical : 0
    const byScore = (settings.lexicalWeight * lexical + vectorWeight * clamp(scores.vector ?? 0)) / total
    return RANK_SHARE * clamp(byRank) + (1 - RANK_SHARE) * byScore
  })
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
