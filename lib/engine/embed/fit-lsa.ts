import { uniformNumbers } from '../numbers/seeded-random'
import { earnWeight, rankAmong } from './earn-weight'
import { embedByLsa } from './embed-by-lsa'
import { findSubspace } from './find-subspace'
import { type LsaFit, largestOf, QUANTA, type TermCounts } from './lsa-fit'
import { sampleAsked } from './sample-asked'
import { type SimulatedQuery, simulateQueries } from './simulate-queries'
import { buildTermMatrix } from './term-matrix'

type LsaOptions = {
  /** At most this many, and half as many as there are documents or terms. Default 256. */
  dimensions?: number
  /** Of the random start: the same documents and seed give the same fit. Default 1. */
  seed?: number
  /** Subspace iterations, at least 1. Default 2: more make it no better at finding. */
  iterations?: number
  /** Size of the vocabulary; the most frequent terms are in it. Default 20,000. */
  maxTerms?: number
  /** Of more documents an even sample takes part, which bounds the time. Default 20,000. */
  maxDocuments?: number
}

/** With less, what occurs together says too little. */
const MIN_DOCUMENTS = 24
const MIN_TERMS = 48
/** Documents that one is found among. */
const MAX_RANKED = 5_000

/**
 * Fits an LSA embedder to documents; null when there are too few, and another embedder has to do. On one core it takes
 * about 2 s for 1,000 texts of 200 words, 6 s for 5,000 to 10,000 and 10 s for 20,000, where it stays; memory is 60 MB at
 * most besides the documents. It runs in one go: the caller decides where.
 */
export function fitLsa(documents: readonly TermCounts[], options: LsaOptions = {}): LsaFit | null {
  const { dimensions = 256, seed = 1, iterations = 2, maxTerms = 20_000, maxDocuments = 20_000 } = options
  const sample = sampleEvenly(documents, maxDocuments, seed)
  if (sample.length < MIN_DOCUMENTS) return null
  const { documents: rest, queries } = simulateQueries(sample, seed)
  const matrix = buildTermMatrix(rest, maxTerms)
  const { terms, idf } = matrix
  if (terms.length < MIN_TERMS) return null
  const width = Math.min(dimensions, Math.floor(sample.length / 2), Math.floor(terms.length / 2))
  const projection = findSubspace(matrix, width, { iterations, seed })
  quantize(projection, width)
  const fit = { dimensions: width, terms, idf, projection, documentCount: documents.length }
  return { ...fit, weight: Math.fround(earnWeightOf(fit, rest, queries)) }
}

function earnWeightOf(fit: Omit<LsaFit, 'weight'>, rest: TermCounts[], asked: SimulatedQuery[]): number {
  const { documents, queries } = sampleAsked({ documents: rest, queries: asked }, MAX_RANKED)
  const rank = rankAmong(
    documents,
    documents.map((terms) => embedByLsa(fit, terms)),
  )
  return earnWeight(queries.map((query) => rank(query, embedByLsa(fit, query.terms))))
}

/** One document of each stretch of equal length, wherever in it: a fixed step could always meet the same kind. */
function sampleEvenly<T>(items: readonly T[], most: number, seed: number): readonly T[] {
  if (items.length <= most) return items
  const uniform = uniformNumbers(seed)
  return Array.from({ length: most }, (_, i) => items[Math.floor(((i + uniform()) * items.length) / most)]!)
}

function quantize(projection: Float32Array, dimensions: number): void {
  for (let row = 0; row < projection.length; row += dimensions) {
    const quantum = Math.fround(largestOf(projection, row, dimensions) / QUANTA)
    if (quantum === 0) continue
    for (let k = row; k < row + dimensions; k++) projection[k] = (Math.round(projection[k]! / quantum) + 0) * quantum
  }
}
