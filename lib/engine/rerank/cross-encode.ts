import type { RerankingPort } from '../ports'
import type { Candidate } from '../types'

/**
 * Relevance by a cross-encoder (Nogueira, Cho: "Passage re-ranking with BERT", 2019), min-max scaled to 0–1 over the
 * candidates since models differ in their scales. When the model fails or answers nonsense, the retrievers' relevance is
 * used and a warning says so.
 */
export async function crossEncode(
  query: string,
  candidates: Candidate[],
  reranking: RerankingPort,
): Promise<{ scores?: number[]; warnings: string[] }> {
  if (candidates.length === 0) return { warnings: [] }
  try {
    const raw = await reranking.score(
      query,
      candidates.map((candidate) => candidate.text),
    )
    if (raw.length !== candidates.length || !raw.every(Number.isFinite)) throw new Error('unusable scores')
    const lowest = Math.min(...raw)
    const range = Math.max(...raw) - lowest
    return { scores: raw.map((score) => (range > 0 ? (score - lowest) / range : 1)), warnings: [] }
  } catch {
    return { warnings: [`reranking by ${reranking.model} failed: ordered by the retrievers' relevance instead`] }
  }
}
