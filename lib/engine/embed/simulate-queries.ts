import { uniformNumbers } from '../numbers/seeded-random'
import type { TermCounts } from './lsa-fit'

export type SimulatedQuery = { document: number; terms: TermCounts }

const MAX_QUERIES = 200
/** One document in so many is asked for, so that a small corpus keeps most of what a fit learns from. */
const DOCUMENTS_PER_QUERY = 4
const TERMS_PER_QUERY = 8
/** Shorter documents have nothing to spare. */
const MIN_TERMS = 2 * TERMS_PER_QUERY

/**
 * Queries for documents that are known to answer them, without anybody's judgement: words drawn from a document by how
 * often it has them (Azzopardi, de Rijke, Balog: "Building simulated queries for known-item topics", SIGIR 2007). Half of a
 * drawn word's occurrences leave the document, a single one for good: as in real questions, some words are not in the
 * answer. What is returned is fitted and searched without them.
 *
 * @param maxQueries default 200
 */
export function simulateQueries(
  documents: readonly TermCounts[],
  seed: number,
  maxQueries: number = MAX_QUERIES,
): { documents: TermCounts[]; queries: SimulatedQuery[] } {
  const uniform = uniformNumbers(seed)
  const rest = [...documents]
  const queries: SimulatedQuery[] = []
  const step = Math.max(DOCUMENTS_PER_QUERY, documents.length / maxQueries)
  for (let next = 0; next < documents.length; next += step) {
    const at = Math.floor(next)
    const document = documents[at] ?? []
    if (document.length < MIN_TERMS) continue
    const drawn = draw(document, uniform)
    queries.push({ document: at, terms: [...drawn].map((id) => ({ id, count: 1 })) })
    rest[at] = document.flatMap(({ id, count }) => {
      const left = drawn.has(id) ? Math.floor(count / 2) : count
      return left > 0 ? [{ id, count: left }] : []
    })
  }
  return { documents: rest, queries }
}

/** Distinct terms, the chance of each being its share of the document. */
function draw(document: TermCounts, uniform: () => number): Set<number> {
  const length = document.reduce((sum, { count }) => sum + count, 0)
  const drawn = new Set<number>()
  for (let tries = 0; tries < 4 * TERMS_PER_QUERY && drawn.size < TERMS_PER_QUERY; tries++) {
    let position = uniform() * length
    for (const { id, count } of document) {
      position -= count
      if (position > 0) continue
      drawn.add(id)
      break
    }
  }
  return drawn
}
