import { questionCues } from '../analyze/question-cues'
import { questionsOf, scoreTurns } from '../retrieve/score-turns'
import { withSynonyms } from '../text/everyday-synonyms'
import { withIrregularForms } from '../text/irregular-forms'
import { extractQueryTerms } from '../text/query-terms'
import { rememberTerms } from '../text/remember-terms'
import { timeWordsIn } from '../text/time-words'
import type { ComposeRequest } from '../vocabulary/composition'
import type { TermCount, TurnVectorsPort } from '../vocabulary/ports'
import type { QueryAnalysis } from '../vocabulary/query-analysis'
import { termsOf } from './read-terms'

const turnTermsOf = rememberTerms((text) => ({ own: termsOf(text), questions: termsOf(questionsOf(text)) }))

const ASKS_WHEN = questionCues('time')

type ScoredHistory = { scores: number[]; notes: string[] }
/** The query's vector, and what compares turns with it. */
type Meaning = { vector?: number[]; port?: TurnVectorsPort }

/**
 * How much the turns have to do with the query, in the languages of both; by meaning too where they have vectors. What
 * keeps those from being compared is noted: then words alone decide.
 */
export async function scoreHistory(
  { turns }: ComposeRequest,
  { standaloneQuery, language }: QueryAnalysis,
  languages: string[],
  meaning: Meaning = {},
): Promise<ScoredHistory> {
  if (turns.length === 0) return { scores: [], notes: [] }
  const terms = termsForTurns(standaloneQuery, language, languages)
  const { cosines, notes } = await compareByMeaning(turns, meaning)
  const query = {
    text: standaloneQuery,
    terms,
    ...timesFor(standaloneQuery, language),
    ...(cosines ? { cosines } : {}),
  }
  return { scores: scoreTurns(query, turns, turnTermsOf), notes }
}

/** The words of a query as turns are searched for them: in all their forms, and by those that mean the same. */
export function termsForTurns(query: string, language: string, languages: string[]): TermCount[] {
  const terms = withIrregularForms(extractQueryTerms(query, language, [...languages, language]))
  return language === 'en' ? withIrregularForms(withSynonyms(terms)) : terms
}

/** What reads the times of turns; nothing for a query that has nothing to do with time. */
export function timesFor(query: string, language: string) {
  const asksWhen = ASKS_WHEN.test(query)
  const times = timeWordsIn(language)
  return asksWhen || times.tellsTime(query) ? { times, asksWhen } : {}
}

async function compareByMeaning(turns: ComposeRequest['turns'], { vector, port }: Meaning) {
  if (!vector || !port) return { notes: [] }
  const cosines = await port.compare(vector, turns).catch(() => undefined)
  if (!cosines) return { notes: ['the messages could not be compared by meaning: by words alone'] }
  const compared = cosines.filter((cosine) => cosine !== null).length
  return { cosines, notes: [`${compared} of ${turns.length} messages compared by meaning`] }
}
