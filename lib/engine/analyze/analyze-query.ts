import type { QueryAnalysis, Turn } from '../types'
import { classifyIntent } from './classify-intent'
import { detectLanguage } from './detect-language'
import { findEntities, findIdentifiers } from './find-entities'
import { findKeywords, findTopics } from './find-topics'
import { rateComplexity, rateSpecificity } from './rate-query'
import { resolveFollowUp } from './resolve-follow-up'

/** Rules read this much of a query (UTF-16 units): what it is about stands there. */
const MAX_READ_LENGTH = 10_000
/** Runs without white space are cut here: no name is longer, and the rules' time grows with the square of a run. */
const MAX_RUN_LENGTH = 200
const LONG_RUN = new RegExp(`\\S{${MAX_RUN_LENGTH + 1},}`, 'g')

/** Analyzes a query by rules: deterministic, no model. `turns` is the conversation so far, oldest first. */
export function analyzeQuery(query: string, turns: Turn[] = []): QueryAnalysis {
  const text = readable(query)
  const language = detectLanguage(text)
  const earlier = turns.filter(({ role }) => role === 'user').map(({ content }) => readable(content))
  const { isFollowUp, standaloneQuery } = resolveFollowUp(text, earlier)
  const keywords = findKeywords(standaloneQuery, language)
  const entities = findEntities(text, language)
  const identifiers = findIdentifiers(text)
  return {
    query,
    standaloneQuery: isFollowUp ? standaloneQuery : query,
    topics: findTopics(standaloneQuery, language),
    entities,
    identifiers,
    keywords,
    intent: classifyIntent(text),
    complexity: rateComplexity(text),
    specificity: rateSpecificity(keywords, entities, identifiers),
    language,
    isFollowUp,
  }
}

function readable(text: string): string {
  const start = text.slice(0, MAX_READ_LENGTH)
  return start.replace(LONG_RUN, (run) => run.slice(0, MAX_RUN_LENGTH)).toWellFormed()
}
