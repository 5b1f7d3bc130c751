import { bm25Idf, bm25Norm, bm25Weight } from '../numbers/bm25'
import { dot } from '../numbers/dot'
import type { TermCounts } from './lsa-fit'
import type { SimulatedQuery } from './simulate-queries'

/** What cosines count beside 1 for BM25 before anything is known, and how many queries that is worth. */
const PRIOR_WEIGHT = 0.5
const PRIOR_QUERIES = 20

/** Simulated queries say little about words that people think of themselves, so that words always keep a say. */
const MAX_WEIGHT = 2

/** Ranks, from 1, at which the document that a query was drawn from is found. */
export type FoundAt = { byVectors: number; byWords: number }

/**
 * What cosines count beside 1 for BM25 on a corpus, 0–2: v² / l², where v and l are the mean reciprocal ranks at which
 * vectors alone and BM25 alone find the documents that simulated queries were drawn from. An embedder that finds as well as
 * words counts as much, one that finds a third as well a ninth.
 */
export function earnWeight(found: readonly FoundAt[]): number {
  const byVectors = found.reduce((sum, { byVectors }) => sum + 1 / byVectors, 0)
  const byWords = found.reduce((sum, { byWords }) => sum + 1 / byWords, 0)
  const earned = byWords > 0 ? Math.min(MAX_WEIGHT, (byVectors / byWords) ** 2) : PRIOR_WEIGHT
  return (earned * found.length + PRIOR_WEIGHT * PRIOR_QUERIES) / (found.length + PRIOR_QUERIES)
}

/** A query's own document among others, by words and by vectors. */
export type RankQuery = (query: SimulatedQuery, queryVector: ArrayLike<number>) => FoundAt

/**
 * @param documents as `simulateQueries` returns them
 * @param vectors of these, of unit length
 */
export function rankAmong(documents: readonly TermCounts[], vectors: readonly ArrayLike<number>[]): RankQuery {
  const scoreByWords = bm25Of(documents)
  return ({ document, terms }, queryVector) => ({
    byVectors: rankOf(
      document,
      Float64Array.from(vectors, (vector) => dot(queryVector, vector)),
    ),
    byWords: rankOf(document, scoreByWords(terms)),
  })
}

/** Of equals, all are counted before it, and of a score that is no number, all others are. */
function rankOf(at: number, scores: Float64Array): number {
  const own = scores[at]!
  return scores.reduce((rank, score) => (score < own ? rank : rank + 1), 0)
}

function bm25Of(documents: readonly TermCounts[]): (terms: TermCounts) => Float64Array {
  const lengths = documents.map((terms) => terms.reduce((sum, { count }) => sum + count, 0))
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  const postings = new Map<number, { at: number; weight: number }[]>()
  documents.forEach((terms, at) => {
    const norm = bm25Norm(lengths[at]!, average)
    for (const { id, count } of terms) {
      const posting = { at, weight: bm25Weight(count, norm) }
      const known = postings.get(id)
      if (known) known.push(posting)
      else postings.set(id, [posting])
    }
  })
  return (terms) => {
    const scores = new Float64Array(documents.length)
    for (const { id } of terms) {
      const found = postings.get(id) ?? []
      const idf = bm25Idf(documents.length, found.length)
      for (const { at, weight } of found) scores[at]! += idf * weight
    }
    return scores
  }
}
