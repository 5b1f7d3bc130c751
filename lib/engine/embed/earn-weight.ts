import { embedByLsa } from './embed-by-lsa'
import type { LsaFit, TermCounts } from './lsa-fit'
import type { SimulatedQuery } from './simulate-queries'

/** What cosines count beside 1 for BM25 before anything is known, and how many queries that is worth. */
const PRIOR_WEIGHT = 0.5
const PRIOR_QUERIES = 20
/** Documents that one is found among; of more, those around it. */
const MAX_DOCUMENTS = 5_000
const K1 = 1.2
const B = 0.75

/** Simulated queries say little about words that people think of themselves, so that words always keep a say. */
const MAX_WEIGHT = 2

/**
 * What the cosines of a fit count beside 1 for BM25 on its corpus, 0–2: v² / l², where v and l are the mean reciprocal
 * ranks at which vectors alone and BM25 alone find the documents that simulated queries were drawn from. An embedder that
 * finds as well as words counts as much, one that finds a third as well a ninth.
 */
export function earnWeight(
  fit: Omit<LsaFit, 'weight'>,
  documents: readonly TermCounts[],
  queries: readonly SimulatedQuery[],
): number {
  const pool = documents.slice(0, MAX_DOCUMENTS)
  const asked = queries.filter(({ document }) => document < pool.length)
  const vectors = pool.map((terms) => embedByLsa(fit, terms))
  const scoreByWords = bm25Of(pool)
  let byVectors = 0
  let byWords = 0
  for (const { document, terms } of asked) {
    const own = embedByLsa(fit, terms)
    byVectors +=
      1 /
      rankOf(
        document,
        Float64Array.from(vectors, (vector) => dot(own, vector)),
      )
    byWords += 1 / rankOf(document, scoreByWords(terms))
  }
  const earned = byWords > 0 ? Math.min(MAX_WEIGHT, (byVectors / byWords) ** 2) : PRIOR_WEIGHT
  return (earned * asked.length + PRIOR_WEIGHT * PRIOR_QUERIES) / (asked.length + PRIOR_QUERIES)
}

/** Of equals, all are counted before it. */
function rankOf(at: number, scores: Float64Array): number {
  const own = scores[at]!
  return scores.reduce((rank, score) => (score >= own ? rank + 1 : rank), 0)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}

/** Robertson, Zaragoza 2009, with Lucene's idf. */
function bm25Of(documents: readonly TermCounts[]): (terms: TermCounts) => Float64Array {
  const lengths = documents.map((terms) => terms.reduce((sum, { count }) => sum + count, 0))
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  const postings = new Map<number, { at: number; weight: number }[]>()
  documents.forEach((terms, at) => {
    const norm = K1 * (1 - B + (B * lengths[at]!) / average)
    for (const { id, count } of terms) {
      const posting = { at, weight: (count * (K1 + 1)) / (count + norm) }
      const known = postings.get(id)
      if (known) known.push(posting)
      else postings.set(id, [posting])
    }
  })
  return (terms) => {
    const scores = new Float64Array(documents.length)
    for (const { id } of terms) {
      const found = postings.get(id) ?? []
      const idf = Math.log(1 + (documents.length - found.length + 0.5) / (found.length + 0.5))
      for (const { at, weight } of found) scores[at]! += idf * weight
    }
    return scores
  }
}
