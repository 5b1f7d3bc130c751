import { bm25Idf, bm25Norm, bm25Weight, type SearchFilters, type SearchQuery } from '@/lib/engine'

export const K = 10
/** Scores that differ by no more are equal. */
const EQUAL = 1e-6

export type Document = {
  id: string
  moduleId: string
  category: string | null
  tags: string[]
  priority: string
  length: number
  counts: Map<number, number>
  vector: ArrayLike<number>
}
export type Statistics = { counted: Document[]; averageLength: number }
export type Release = { releaseId: string; documents: Document[] }
export type Recall = { lexical: number; vector: number }
type Found = { lexical: { chunkId: string }[]; vector: { chunkId: string }[] }
type Score = (document: Document) => number

/**
 * Looks at every document that a query may see, once: what it returns tells which shares of the exact ten best a search
 * found; another one with the same score counts as well.
 */
export function findExactly(
  { documents }: Release,
  query: SearchQuery,
  statistics: Statistics,
): (found: Found) => Recall {
  const open = new Map(
    documents.filter((document) => passes(document, query.filters ?? {})).map((document) => [document.id, document]),
  )
  const shareOf = (score: Score) => {
    const best = bestScores([...open.values()], score)
    const least = (best.at(-1) ?? 0) - EQUAL
    const isBest = ({ chunkId }: { chunkId: string }) => {
      const document = open.get(chunkId)
      return document !== undefined && score(document) >= least
    }
    return (hits: { chunkId: string }[]) => (best.length === 0 ? 1 : hits.filter(isBest).length / best.length)
  }
  const lexical = shareOf(lexicalScore(query, statistics))
  const vector = shareOf(({ vector }) => dot(query.embedding ?? [], vector))
  return (found) => ({ lexical: lexical(found.lexical), vector: vector(found.vector) })
}

/** The K highest above 0, descending. */
function bestScores(documents: Document[], scoreOf: Score): number[] {
  const scores = Float64Array.from(documents, scoreOf).sort().reverse()
  return [...scores.subarray(0, K)].filter((score) => score > 0)
}

function lexicalScore({ terms }: SearchQuery, { counted, averageLength }: Statistics): Score {
  const idfs = terms.map(({ id }): [number, number] => {
    const frequency = counted.reduce((sum, { counts }) => sum + (counts.has(id) ? 1 : 0), 0)
    return [id, bm25Idf(counted.length, frequency)]
  })
  return ({ counts, length }) => {
    const norm = bm25Norm(length, averageLength)
    return idfs.reduce((sum, [id, idf]) => {
      const count = counts.get(id)
      return count === undefined ? sum : sum + idf * bm25Weight(count, norm)
    }, 0)
  }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function passes({ category, tags, priority }: Document, filters: SearchFilters): boolean {
  if (filters.category !== undefined && category !== filters.category) return false
  if (filters.priority !== undefined && priority !== filters.priority) return false
  return (filters.tags ?? []).every((tag) => tags.includes(tag))
}
