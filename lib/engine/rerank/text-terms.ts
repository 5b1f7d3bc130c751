import type { TermCount } from '../vocabulary/ports'

/** A text's terms as reranking reads them, in the order of first occurrence; compact, because thousands are remembered. */
export type TextTerms = {
  ids: Int32Array
  counts: Int32Array
  /** 1 + ln count. */
  weights: Float64Array
  /** Length of `weights` as a vector. */
  norm: number
  /** Sum of `counts`. */
  total: number
  /** The ids once more, as they stand in the text, with `SENTENCE_END` behind each sentence. */
  sentences: Int32Array
}

export function toTextTerms({ terms, sentences }: { terms: readonly TermCount[]; sentences: number[] }): TextTerms {
  const weights = Float64Array.from(terms, ({ count }) => 1 + Math.log(count))
  return {
    ids: Int32Array.from(terms, ({ id }) => id),
    counts: Int32Array.from(terms, ({ count }) => count),
    weights,
    norm: Math.sqrt(weights.reduce((sum, weight) => sum + weight ** 2, 0)),
    total: terms.reduce((sum, { count }) => sum + count, 0),
    sentences: Int32Array.from(sentences),
  }
}
