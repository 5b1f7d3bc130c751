import { bm25Norm, bm25Weight, cosine } from '@/lib/engine'
import type { SearchQuery } from '@/lib/engine/vocabulary/ports'
import { decodeIntegers, decodeReals, decodeVector } from '../codec'
import type { Scored } from '../hits'
import type { LexicalQuery } from '../lexical-query'
import type { ScoredRow } from './search-sql'

/**
 * The `limit` best rows of each retriever, scored anew in double precision, term by term as a search in memory does it:
 * whether database or memory answers changes neither the score of what both find nor its order.
 */
export function rescore(
  rows: ScoredRow[],
  query: SearchQuery,
  lexical: LexicalQuery,
  averageLength: number,
  limit: number,
): Scored[] {
  const embedding = Float64Array.from(query.embedding ?? [])
  const scored = rows.map(({ retriever, moduleId, version, ordinal, ...row }): Scored => {
    const score =
      retriever === 'lexical' ? lexicalScore(row, lexical, averageLength) : vectorScore(row.vector, embedding)
    return { retriever, moduleId, version, ordinal, score }
  })
  scored.sort(
    (a, b) =>
      b.score - a.score || (a.moduleId === b.moduleId ? a.ordinal - b.ordinal : a.moduleId < b.moduleId ? -1 : 1),
  )
  const best = (retriever: Scored['retriever']) =>
    scored.filter((hit) => hit.retriever === retriever && hit.score > 0).slice(0, limit)
  return [...best('lexical'), ...best('vector')]
}

type Terms = Pick<ScoredRow, 'length' | 'termIds' | 'termFrequencies'>

function lexicalScore({ length, termIds, termFrequencies }: Terms, { weights }: LexicalQuery, averageLength: number) {
  if (!termIds || !termFrequencies) return 0
  const frequencies = decodeReals(termFrequencies)
  const frequencyById = new Map(Array.from(decodeIntegers(termIds), (id, i) => [id, frequencies[i]!]))
  const norm = bm25Norm(length, averageLength)
  return weights.reduce((sum, [id, idf]) => {
    const frequency = frequencyById.get(id)
    return frequency === undefined ? sum : sum + idf * bm25Weight(frequency, norm)
  }, 0)
}

function vectorScore(base64: string | null, embedding: Float64Array): number {
  const vector = base64 === null ? null : decodeVector(base64)
  return vector?.length === embedding.length ? cosine(vector, 0, embedding) : 0
}
