import { scoreFacts } from '../profile/score-facts'
import { extractQueryTerms } from '../text/query-terms'
import type { ComposeRequest, PreparedContext } from '../vocabulary/composition'
import type { QueryAnalysis } from '../vocabulary/query-analysis'
import { formsIn } from './read-terms'

/** How much the facts of the profile have to do with the query, in the languages of both. */
export function scoreProfile(
  { profile }: ComposeRequest,
  { standaloneQuery, language }: QueryAnalysis,
  languages: string[],
): Pick<PreparedContext, 'factScores'> {
  if (!profile) return {}
  const all = [...new Set([...languages, language])].sort()
  const terms = extractQueryTerms(standaloneQuery, language, all)
  return { factScores: scoreFacts(profile.facts, terms, formsIn(all)) }
}
