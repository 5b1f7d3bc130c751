import { bm25QueryWeights, type TermCount } from '@/lib/engine'
import type { TermWeights } from '../index-rows'

export type TermStatistics = {
  /** Documents in all. */
  total: number
  /** Documents that hold a term, by its id; a term that none holds is missing. */
  frequencies: Map<number, number>
}

export type LexicalQuery = {
  /** The query's side of BM25 by ascending term id. */
  weights: TermWeights
  /** The rarest terms: a document without any of them is no candidate of a search through a whole release. */
  candidateTermIds: number[]
}

/** Documents that the terms used to find candidates may have together; commoner terms take part in the scores alone. */
const CANDIDATES = 6_000

/**
 * @param terms without two of the same id
 * @param share of the documents that the search may find, 0–1: candidates beyond it count for nothing
 */
export function toLexicalQuery(
  terms: readonly TermCount[],
  { total, frequencies }: TermStatistics,
  share = 1,
): LexicalQuery {
  const weighed = bm25QueryWeights(terms, total, (id) => frequencies.get(id) ?? 0)
  let candidates = 0
  const rarest = weighed
    .toSorted((a, b) => a.frequency - b.frequency || a.id - b.id)
    .filter(({ frequency }, i) => {
      candidates += frequency
      return i === 0 || candidates * share <= CANDIDATES
    })
  return {
    weights: weighed.map(({ id, weight }): [number, number] => [id, weight]).sort(([a], [b]) => a - b),
    candidateTermIds: rarest.map(({ id }) => id),
  }
}
