import type { TermCount } from '../ports'
import { surroundingTerms } from './surrounding-terms'
import { extractTerms, PREFIX_WEIGHT } from './terms'

/** Terms of what stands around a chunk count this much: a hint, which its own words outweigh. */
const SURROUNDINGS_WEIGHT = 0.3

export type ChunkFields = {
  /** Module name, heading path and what else says what the text is about. */
  prefix: string[]
  body: string
  /** That the chunk is stemmed in (BCP 47 primary subtag), default `en`. */
  language?: string
  isHidden?: boolean
}

/**
 * The terms that the chunks of a version are indexed by, in order. Fields are weighted as in BM25F (Robertson, Zaragoza,
 * Taylor 2004): the prefix counts `PREFIX_WEIGHT` times, what the chunks around it are about 0.3 times. Hidden chunks have
 * no terms and lend none. `length` is the sum of the counts.
 */
export function indexChunks(chunks: ChunkFields[]): { counts: TermCount[]; length: number }[] {
  const bodies = chunks.map(({ body, language, isHidden }) => (isHidden ? [] : extractTerms(body, language)))
  return chunks.map(({ prefix, language, isHidden }, at) => {
    const terms = new Map<number, TermCount>()
    if (!isHidden) {
      add(terms, extractTerms(prefix.join('\n'), language), PREFIX_WEIGHT)
      add(terms, bodies[at] ?? [], 1)
      add(terms, surroundingTerms(bodies, at), SURROUNDINGS_WEIGHT)
    }
    const counts = [...terms.values()]
    return { counts, length: counts.reduce((sum, { count }) => sum + count, 0) }
  })
}

function add(sum: Map<number, TermCount>, terms: TermCount[], weight: number): void {
  for (const { id, term, count } of terms) {
    const known = sum.get(id)
    if (known) known.count += count * weight
    else sum.set(id, { id, term, count: count * weight })
  }
}
