import { LONG_QUERY_WORDS } from '../rerank/select-candidates'
import { toTextTerms } from '../rerank/text-terms'
import { detectTextLanguage } from '../text/detect-language'
import { extractQueryTerms } from '../text/query-terms'
import { countWords } from '../text/query-words'
import { rememberTerms } from '../text/remember-terms'
import { BORDERS, extractSentences } from '../text/terms'
import type { RetrievalPort, TermCount } from '../vocabulary/ports'
import type { QueryAnalysis } from '../vocabulary/query-analysis'

/** In the language of the text, as the index has it. */
export const termsOf = rememberTerms((text) => toTextTerms(extractSentences(text, detectTextLanguage(text))))

const formsByLanguages = new Map<string, (text: string) => TermCount[]>()

/** For texts that are too short to tell their language: the forms that their words have in all of them. */
export function formsIn(languages: string[]): (text: string) => TermCount[] {
  const key = languages.join(' ')
  let formsOf = formsByLanguages.get(key)
  if (!formsOf) {
    formsOf = rememberTerms((text) => extractQueryTerms(text, 'und', languages))
    formsByLanguages.set(key, formsOf)
  }
  return formsOf
}

/** Languages of the release; English where the store does not say. */
export async function listLanguages(retrieval: RetrievalPort): Promise<string[]> {
  return (await retrieval.listLanguages?.()) ?? ['en']
}

/** Fewer words than this are too few to search with. */
export const LEAST_WORDS = 2

/** What the query says it does not want is not searched for, unless hardly anything else is left of it. */
export function readQueryTerms(
  { standaloneQuery, exclusions, language }: QueryAnalysis,
  languages: string[],
): TermCount[] {
  const toTerms = (text: string) => extractQueryTerms(text, language, languages)
  const terms = toTerms(standaloneQuery)
  const unwanted = new Set(exclusions.flatMap(toTerms).map(({ word }) => word))
  const wanted = terms.filter(({ word }) => !unwanted.has(word))
  return countWords(wanted) < LEAST_WORDS ? terms : wanted
}

/**
 * The terms of a query that something must hold to answer it: of a long one that asks, those of its first and its last
 * question, since what was pasted around them is no part of what is asked; else all.
 */
export function readAskedTerms(
  { standaloneQuery }: QueryAnalysis,
  terms: TermCount[],
  languages: string[],
): TermCount[] {
  if (countWords(terms) <= LONG_QUERY_WORDS) return terms
  const questions = standaloneQuery.split(BORDERS).filter((part) => /[?？]$/.test(part.trim()))
  const words = new Set(formsIn(languages)([questions[0], questions.at(-1)].join('\n')).map(({ id }) => id))
  const asked = terms.filter(({ id }) => words.has(id))
  return asked.length > 0 ? asked : terms
}
