import type { Candidate } from '../../vocabulary/types'

/**
 * Relevance to the query by the retrievers, 0–1: their fused score, which is 1 for a chunk that has the best score of its
 * own and of its module in every channel.
 */
export function relevance(candidates: Candidate[]): number[] {
  return candidates.map(({ scores }) => Math.min(1, Math.max(0, scores.fused ?? 0)))
}
