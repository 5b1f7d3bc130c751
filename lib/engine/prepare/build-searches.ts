import { findAsked } from '../analyze/find-asked'
import { asksByItself } from '../analyze/resolve-follow-up'
import { buildSearchQuery } from '../retrieve/build-search-query'
import type { Beside } from '../retrieve/search-beside'
import { countWords } from '../text/query-words'
import type { ComposeRequest } from '../vocabulary/composition'
import type { EmbeddingPort, TermCount } from '../vocabulary/ports'
import type { QueryAnalysis } from '../vocabulary/query-analysis'
import { LEAST_WORDS, readQueryTerms } from './read-terms'

type Searches = Awaited<ReturnType<typeof buildSearchQuery>> & { beside?: Beside }

/** What is searched for: the query as it was read and, where that is a rewrite of a follow-up, beside it as it was asked. */
export async function buildSearches(
  analysis: QueryAnalysis,
  languages: string[],
  request: ComposeRequest,
  embedding: EmbeddingPort | undefined,
): Promise<Searches> {
  const terms = readQueryTerms(analysis, languages)
  const search = await buildSearchQuery(analysis, terms, request, embedding)
  const message = findAsked(analysis.query)
  if (!analysis.isFollowUp || analysis.standaloneQuery === message) return search
  const own = findOwnTerms({ ...analysis, query: message }, languages)
  const weight = weighOwn(message, own, terms)
  if (weight === 0) return search
  const asked = { standaloneQuery: message, identifiers: analysis.identifiers }
  const { query } = await buildSearchQuery(asked, own, request, embedding)
  const note = `searched as it was asked, too: that counts ${weight.toFixed(2)}`
  return { ...search, notes: [...search.notes, note], beside: { query, weight } }
}

/** What a follow-up says by itself: its words but those that say nothing once there are others. */
function findOwnTerms(analysis: QueryAnalysis, languages: string[]): TermCount[] {
  const both = { ...analysis, standaloneQuery: `${analysis.query}\n${analysis.standaloneQuery}` }
  const telling = new Set(readQueryTerms(both, languages).map(wordOf))
  return readQueryTerms({ ...analysis, standaloneQuery: analysis.query }, languages).filter((term) =>
    telling.has(wordOf(term)),
  )
}

/**
 * As much as what it was read as where it asks by itself, since then the rewrite may be wrong; else the share
 * of its words that is its own, 0–1.
 */
function weighOwn(query: string, own: TermCount[], read: TermCount[]): number {
  const words = countWords(own)
  if (words >= LEAST_WORDS && asksByItself(query)) return 1
  return Math.min(1, words / Math.max(1, countWords(read)))
}

const wordOf = ({ id, word = id }: TermCount) => word
