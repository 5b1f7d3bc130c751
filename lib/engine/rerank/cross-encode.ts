import type { RerankingPort } from '../vocabulary/ports'
import type { Candidate } from '../vocabulary/types'

/** A cross-encoder reads each passage: this many, the retrievers' best, are worth its time. */
const MAX_PASSAGES = 24

/** `scores` per candidate, 0–1; undefined where none were asked for, or none could be used. */
export type CrossEncoded = { scores?: number[]; notes: string[]; warnings: string[] }

/**
 * Relevance by a cross-encoder (Nogueira, Cho: "Passage re-ranking with BERT", 2019), 0–1, of the candidates that come
 * first; the rest follow behind them, in the order they had. When the model fails, answers nonsense or its time is over,
 * the retrievers' relevance is used and a warning says so.
 *
 * @param candidates best first
 */
export async function crossEncode(
  query: string,
  candidates: Candidate[],
  reranking: RerankingPort | undefined,
): Promise<CrossEncoded> {
  if (!reranking || candidates.length === 0) return { notes: [], warnings: [] }
  const passages = candidates.slice(0, MAX_PASSAGES)
  try {
    const read = await reranking.score(query, passages.map(passageOf))
    if (read.length !== passages.length || !read.every(isScore)) throw new Error('unusable scores')
    const lowest = Math.min(...read)
    const rest = candidates.length - passages.length
    const behind = Array.from({ length: rest }, (_, at) => (lowest * (rest - at)) / (rest + 1))
    return { scores: [...read, ...behind], notes: [`${passages.length} read by ${reranking.model}`], warnings: [] }
  } catch (error) {
    const why = error instanceof Error && error.name === 'TimeoutError' ? 'took too long' : 'failed'
    const warning = `reranking by ${reranking.model} ${why}: ordered by the retrievers' relevance instead`
    return { notes: [warning], warnings: [warning] }
  }
}

/** With its title: a chunk from the middle of a module seldom says what it is about. */
function passageOf({ module, headingPath, text }: Candidate): string {
  return `${[module.name, ...headingPath].join(' › ')}\n${text}`
}

function isScore(score: number): boolean {
  return score >= 0 && score <= 1
}
