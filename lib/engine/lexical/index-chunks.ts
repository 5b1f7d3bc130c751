import { extractTerms, PREFIX_WEIGHT } from '../text/terms'
import type { TermCount } from '../vocabulary/ports'
import { surroundingTerms } from './surrounding-terms'

/**
 * What a term of each field counts. What a module says about itself and what stands around a chunk are hints, which its own
 * words outweigh. `npm run bench:retrieval -- --fields` prints what each brings.
 */
export const FIELD_WEIGHTS = { prefix: PREFIX_WEIGHT, about: 0.5, body: 1, surroundings: 0.3 }

export type ChunkFields = {
  /** Module name, heading path and what else says what the text is about. */
  prefix: string[]
  /** What the module says about itself: its description and tags. */
  about?: string
  body: string
  /** That the chunk is stemmed in (BCP 47 primary subtag), default `en`. */
  language?: string
  isHidden?: boolean
}

/**
 * The terms that the chunks of a version are indexed by, in order. Fields are weighted as in BM25F (Robertson, Zaragoza,
 * Taylor 2004), what the chunks around a chunk are about being one of them. Hidden chunks have no terms and lend none.
 * `length` is the sum of the counts.
 */
export function indexChunks(
  chunks: ChunkFields[],
  weights: Readonly<typeof FIELD_WEIGHTS> = FIELD_WEIGHTS,
): { counts: TermCount[]; length: number }[] {
  const bodies = chunks.map(({ body, language, isHidden }) => (isHidden ? [] : extractTerms(body, language)))
  const abouts = new Map<string, TermCount[]>()
  const termsOfAbout = (about: string, language?: string) => {
    const key = `${language} ${about}`
    const terms = abouts.get(key) ?? extractTerms(about, language)
    abouts.set(key, terms)
    return terms
  }
  return chunks.map(({ prefix, about = '', language, isHidden }, at) => {
    const terms = new Map<number, TermCount>()
    if (!isHidden) {
      for (const title of prefix) add(terms, extractTerms(title, language), weights.prefix)
      add(terms, termsOfAbout(about, language), weights.about)
      add(terms, bodies[at] ?? [], weights.body)
      add(terms, surroundingTerms(bodies, at), weights.surroundings)
    }
    const counts = [...terms.values()]
    return { counts, length: counts.reduce((sum, { count }) => sum + count, 0) }
  })
}

function add(sum: Map<number, TermCount>, terms: TermCount[], weight: number): void {
  if (weight === 0) return
  for (const { id, term, count } of terms) {
    const known = sum.get(id)
    if (known) known.count += count * weight
    else sum.set(id, { id, term, count: count * weight })
  }
}
