import { bm25Idf } from '@/lib/engine'
import type { TermWeights } from './index-rows'

export type TermStatistics = {
  /** Documents in all. */
  total: number
  /** Documents that hold a term, by its id; a term that none holds is missing. */
  frequencies: Map<number, number>
}

export type LexicalQuery = {
  /** Inverse document frequency by ascending term id. */
  weights: TermWeights
  /** The rarest terms: a document without any of them is no candidate of a search through a whole release. */
  candidateTermIds: number[]
}

/** Documents that the terms used to find candidates may have together; commoner terms take part in the scores alone. */
const CANDIDATES = 6_000

/** @param share of the documents that the search may find, 0–1: candidates beyond it count for nothing */
export function toLexicalQuery(termIds: number[], { total, frequencies }: TermStatistics, share = 1): LexicalQuery {
  const found = termIds
    .flatMap((id) => {
      const frequency = frequencies.get(id) ?? 0
      return frequency > 0 ? [{ id, frequency }] : []
    })
    .sort((a, b) => a.frequency - b.frequency || a.id - b.id)
  let candidates = 0
  const rarest = found.filter(({ frequency }, i) => {
    candidates += frequency
    return i === 0 || candidates * share <= CANDIDATES
  })
  return {
    weights: found
      .map(({ id, frequency }): [number, number] => [id, bm25Idf(total, frequency)])
      .sort(([a], [b]) => a - b),
    candidateTermIds: rarest.map(({ id }) => id),
  }
}
