import type { AnalysisPort, ModelAnalysis } from '../vocabulary/ports'
import { CONSTRAINT_KINDS, INTENTS, LEVELS, QUERY_TYPES, type QueryAnalysis } from '../vocabulary/query-analysis'
import type { Turn } from '../vocabulary/types'
import { findAsked } from './find-asked'

/** Values of a list, and their length (UTF-16 units), that are taken from a model. */
const MAX_VALUES = 32
const MAX_LENGTH = 500

/**
 * The analysis with what a model says in place of what the rules found, field by field; a field that it answers with
 * nonsense stays as it was. When it fails or its time is over, the rules' answer is used and a warning says so.
 */
export async function askAnalyzer(
  rules: QueryAnalysis,
  turns: Turn[],
  analyzer: AnalysisPort | undefined,
): Promise<{ analysis: QueryAnalysis; by: string; warnings: string[] }> {
  if (!analyzer) return { analysis: rules, by: 'rules', warnings: [] }
  try {
    const answer = await analyzer.analyze(rules.query, turns, rules)
    const { fields, ignored } = usable(answer, rules)
    const warnings = ignored.length > 0 ? [`${analyzer.model} answered nothing usable for ${ignored.join(', ')}`] : []
    return { analysis: { ...rules, ...fields }, by: analyzer.model, warnings }
  } catch (error) {
    const why = error instanceof Error && error.name === 'TimeoutError' ? 'took too long' : 'failed'
    return { analysis: rules, by: 'rules', warnings: [`analysis by ${analyzer.model} ${why}: done by rules instead`] }
  }
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= MAX_LENGTH
const isTexts = (value: unknown) => Array.isArray(value) && value.length <= MAX_VALUES && value.every(isText)
const isOneOf = (known: readonly string[]) => (value: unknown) => known.some((each) => each === value)
const isListOf = (isEach: (value: Record<string, unknown>) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.length <= MAX_VALUES && value.every((each) => typeof each === 'object' && isEach(each))

const CHECKS: Record<keyof Required<ModelAnalysis>, (value: unknown) => boolean> = {
  standaloneQuery: isText,
  topics: isListOf(({ topic, subtopics }) => isText(topic) && isTexts(subtopics)),
  entities: isTexts,
  keywords: isTexts,
  exclusions: isTexts,
  constraints: isListOf(({ kind, value }) => isOneOf(CONSTRAINT_KINDS)(kind) && isText(value)),
  intent: isOneOf(INTENTS),
  queryType: isOneOf(QUERY_TYPES),
  complexity: isOneOf(LEVELS),
  specificity: isOneOf(LEVELS),
  language: (value) => typeof value === 'string' && /^[a-z]{2,3}$/.test(value),
  isFollowUp: (value) => typeof value === 'boolean',
}

function usable(answer: ModelAnalysis, rules: QueryAnalysis): { fields: ModelAnalysis; ignored: string[] } {
  const given = Object.entries(answer).filter(([name, value]) => name in CHECKS && value !== undefined)
  const isUsable = ([name, value]: [string, unknown]) => CHECKS[name as keyof ModelAnalysis](value)
  const fields: ModelAnalysis = Object.fromEntries(given.filter(isUsable))
  // Without an earlier turn there is nothing to lean on, and a stand-alone query is searched as it was asked.
  if (fields.isFollowUp === false || (fields.isFollowUp === undefined && !rules.isFollowUp)) {
    fields.isFollowUp = false
    fields.standaloneQuery = findAsked(rules.query)
  }
  return { fields, ignored: given.filter((entry) => !isUsable(entry)).map(([name]) => name) }
}
