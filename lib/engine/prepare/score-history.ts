import { rememberTerms } from '../rerank/remember-terms'
import { questionsOf, scoreTurns } from '../retrieve/score-turns'
import { extractQueryTerms } from '../text/query-terms'
import type { ComposeRequest } from '../vocabulary/composition'
import type { QueryAnalysis } from '../vocabulary/query-analysis'
import { termsOf } from './read-terms'

const turnTermsOf = rememberTerms((text) => ({ own: termsOf(text), questions: termsOf(questionsOf(text)) }))

/** How much the turns have to do with the query, in the languages of both. */
export function scoreHistory({ turns }: ComposeRequest, analysis: QueryAnalysis, languages: string[]): number[] {
  if (turns.length === 0) return []
  const { standaloneQuery, language } = analysis
  const terms = extractQueryTerms(standaloneQuery, language, [...languages, language])
  return scoreTurns({ text: standaloneQuery, terms }, turns, turnTermsOf)
}
