import type { TermCounts } from './lsa-fit'
import type { SimulatedQuery } from './simulate-queries'

type Asked = { documents: TermCounts[]; queries: SimulatedQuery[] }

/** At most `most` of the documents, spread evenly, all among them that a query asks for; the queries follow them. */
export function sampleAsked({ documents, queries }: Asked, most: number): Asked {
  if (documents.length <= most) return { documents, queries }
  const asked = new Set(queries.map(({ document }) => document))
  const others = Math.max(0, most - asked.size)
  const total = documents.length - asked.size
  const keptOf = (count: number) => Math.floor((count * others) / total)
  const kept = new Map<number, number>()
  let seen = 0
  documents.forEach((_, at) => {
    const isKept = asked.has(at) || keptOf(++seen) > keptOf(seen - 1)
    if (isKept) kept.set(at, kept.size)
  })
  return {
    documents: documents.filter((_, at) => kept.has(at)),
    queries: queries.map(({ document, terms }) => ({ document: kept.get(document) ?? 0, terms })),
  }
}
