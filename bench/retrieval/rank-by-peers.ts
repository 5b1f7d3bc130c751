import MiniSearch from 'minisearch'
import { embedByLsa, extractTerms, fitLsa } from '@/lib/engine'
import type { RetrievalSet } from './load-sets'
import type { Ranking } from './measure-ranking'

const DEPTH = 100
const RRF_K = 60
const K1 = 1.2
const B = 0.75

/** What others would do with the same documents, title and text as one: the figures ours stand beside. */
export function rankByPeers({ documents }: RetrievalSet): Record<string, Ranking> {
  const counted = documents.map(({ title, text }) => extractTerms(`${title}\n${text}`))
  const ids = documents.map(({ id }) => id)
  const bm25 = rankByBm25(ids, counted)
  const lsa = rankByLsa(ids, counted)
  return {
    'BM25 (k1 1.2, b 0.75)': bm25,
    ...(lsa ? { LSA: lsa, 'RRF of the two (k 60)': (query) => fuse([bm25(query), lsa(query)]) } : {}),
    'MiniSearch 7.2, defaults': rankByMiniSearch(documents),
  }
}

type Counts = { id: number; count: number }[]

/** Robertson, Zaragoza 2009, with Lucene's idf; written apart from the engine's own. */
export function rankByBm25(ids: string[], documents: Counts[]) {
  const postings = new Map<number, { at: number; count: number }[]>()
  const lengths = documents.map((terms) => terms.reduce((sum, { count }) => sum + count, 0))
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  for (const [at, terms] of documents.entries()) {
    for (const { id, count } of terms) {
      const known = postings.get(id)
      if (known) known.push({ at, count })
      else postings.set(id, [{ at, count }])
    }
  }
  return (query: string): string[] => {
    const scores = new Float64Array(ids.length)
    for (const { id } of extractTerms(query)) {
      const found = postings.get(id) ?? []
      const idf = Math.log(1 + (ids.length - found.length + 0.5) / (found.length + 0.5))
      for (const { at, count } of found) {
        const norm = K1 * (1 - B + (B * (lengths[at] ?? 0)) / average)
        scores[at] = (scores[at] ?? 0) + (idf * count * (K1 + 1)) / (count + norm)
      }
    }
    return best(ids, scores)
  }
}

function rankByLsa(ids: string[], documents: Counts[]) {
  const fit = fitLsa(documents)
  if (!fit) return undefined
  const vectors = documents.map((terms) => embedByLsa(fit, terms))
  return (query: string): string[] => {
    const own = embedByLsa(fit, extractTerms(query))
    const cosine = (vector: Float32Array) => vector.reduce((sum, value, k) => sum + value * (own[k] ?? 0), 0)
    return best(ids, Float64Array.from(vectors, cosine))
  }
}

function rankByMiniSearch(documents: RetrievalSet['documents']): Ranking {
  const index = new MiniSearch({ fields: ['title', 'text'] })
  index.addAll(documents)
  return (query) =>
    index
      .search(query)
      .slice(0, DEPTH)
      .map(({ id }) => String(id))
}

function fuse(lists: string[][]): string[] {
  const scores = new Map<string, number>()
  for (const list of lists) {
    for (const [at, id] of list.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (RRF_K + at + 1))
  }
  return [...scores]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, DEPTH)
    .map(([id]) => id)
}

function best(ids: string[], scores: Float64Array): string[] {
  return Array.from(scores.keys())
    .filter((at) => (scores[at] ?? 0) > 0)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, DEPTH)
    .map((at) => ids[at] ?? '')
}
