import { detectLanguage } from '../text/detect-language'
import type { QueryAnalysis, QueryType } from '../vocabulary/query-analysis'
import type { Turn } from '../vocabulary/types'
import { classifyIntent } from './classify-intent'
import { classifyQueryType } from './classify-query-type'
import { correctMisspellings } from './correct-misspellings'
import { findAsked } from './find-asked'
import { findConstraints } from './find-constraints'
import { findEntities } from './find-entities'
import { findIdentifiers } from './find-identifiers'
import { findSubjects } from './find-topics'
import { rateComplexity, rateSpecificity } from './rate-query'
import { resolveFollowUp } from './resolve-follow-up'

/** Rules read this much of a query (UTF-16 units): what it is about stands there. */
const MAX_READ_LENGTH = 10_000
/** Runs without white space are cut here: no name is longer, and the rules' time grows with the square of a run. */
const MAX_RUN_LENGTH = 200
const LONG_RUN = new RegExp(`\\S{${MAX_RUN_LENGTH + 1},}`, 'g')

/** How far back a follow-up may look for what it leans on. */
const RECENT_TURNS = 100

/** Analyzes a query by rules: deterministic, no model. `turns` is the conversation so far, oldest first. */
export function analyzeQuery(query: string, turns: Turn[] = []): QueryAnalysis {
  const pieces = analyzeInPieces(query, turns)
  let piece = pieces.next()
  while (!piece.done) piece = pieces.next()
  return piece.value
}

/**
 * The same, stopping between the rules: patterns are compiled when they are first used, which takes 20 ms for some of
 * the rules and 50 for all of them.
 */
export function* analyzeInPieces(query: string, turns: Turn[]): Generator<void, QueryAnalysis> {
  const message = findAsked(query)
  const text = readable(message)
  const rules = correctMisspellings(text)
  const language = detectLanguage(rules)
  const asked = turns.slice(-RECENT_TURNS).filter(({ role }) => role === 'user')
  const earlier = asked.map(({ content }) => readable(findAsked(content)))
  const { isFollowUp, standaloneQuery } = resolveFollowUp(text, earlier, (part) =>
    part === text ? language : detectLanguage(part),
  )
  yield
  const subjects = findSubjects(correctMisspellings(standaloneQuery), language)
  yield
  const queryType = classifyQueryType(rules)
  yield
  const entities = findEntities(text, language)
  const identifiers = findIdentifiers(text)
  const narrowing = findConstraints(text, language, !isRequest(queryType))
  yield
  const named = { ...subjects, entities, identifiers, ...narrowing }
  return {
    query,
    standaloneQuery: isFollowUp ? standaloneQuery : message,
    ...named,
    intent: classifyIntent(rules, queryType),
    queryType,
    complexity: rateComplexity(text),
    specificity: rateSpecificity(named),
    language,
    isFollowUp,
  }
}

/** "X instead of Y" in a question weighs the two; a request has made its choice. */
function isRequest(queryType: QueryType): boolean {
  return queryType === 'command' || queryType === 'how-to' || queryType === 'keywords' || queryType === 'statement'
}

function readable(text: string): string {
  const start = text.slice(0, MAX_READ_LENGTH)
  return start.replace(LONG_RUN, (run) => run.slice(0, MAX_RUN_LENGTH)).toWellFormed()
}
