import type { Intent, QueryAnalysis } from '../vocabulary/query-analysis'
import type { ModelSpec, ModuleRules, Profile, RuleCondition } from '../vocabulary/types'
import { matchGlob } from './match-glob'
import { matchKeyword } from './match-keyword'

/** What rules are matched against. `intent` is the request's task, else the intent of the query. */
export type RuleContext = {
  analysis: Pick<QueryAnalysis, 'query' | 'standaloneQuery' | 'topics' | 'keywords' | 'entities'>
  intent: Intent
  model: ModelSpec
  profile?: Profile
  paths?: string[]
}

/**
 * The conditions that made a module's rules match, undefined when they do not. Without conditions nothing matches: an
 * emptied rule must not turn into an always-on module.
 */
export function matchRules(rules: ModuleRules | undefined, context: RuleContext): RuleCondition[] | undefined {
  if (!rules) return undefined
  const conditions = 'any' in rules ? rules.any : rules.all
  const matched = conditions.filter((condition) => matchCondition(condition, context))
  const isMatch = matched.length > 0 && ('any' in rules || matched.length === conditions.length)
  return isMatch ? matched : undefined
}

/** For people: `keyword "deploy" and intent "procedural"`. */
export function describeConditions(conditions: RuleCondition[]): string {
  return conditions
    .flatMap((condition) => Object.entries(condition).map(([kind, value]) => `${kind} "${value}"`))
    .join(' and ')
}

function matchCondition(condition: RuleCondition, context: RuleContext): boolean {
  if ('intent' in condition) return condition.intent === context.intent
  if ('tag' in condition) return matchTag(condition.tag, context.analysis)
  if ('keyword' in condition) {
    const { query, standaloneQuery } = context.analysis
    return matchKeyword(condition.keyword, query) || matchKeyword(condition.keyword, standaloneQuery)
  }
  if ('model' in condition) return matchModel(condition.model, context.model)
  if ('profileKey' in condition) {
    return context.profile?.facts.some((fact) => fact.key === condition.profileKey) ?? false
  }
  return context.paths?.some((path) => matchGlob(condition.glob, path)) ?? false
}

/** A tag names a subject: it matches when it is one of the topics, subtopics, entities or keywords of the query. */
function matchTag(tag: string, { topics, keywords, entities }: RuleContext['analysis']): boolean {
  const subjects = [...topics.flatMap(({ topic, subtopics }) => [topic, ...subtopics]), ...keywords, ...entities]
  return subjects.some((subject) => normalizeTag(subject) === normalizeTag(tag))
}

function normalizeTag(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '-')
}

/** By family, or by the beginning of the model's id, with or without the provider in front of a slash. */
function matchModel(value: string, model: ModelSpec): boolean {
  const wanted = value.trim().toLowerCase()
  const id = model.id.toLowerCase()
  if (wanted === '') return false
  return model.family === wanted || id.startsWith(wanted) || id.slice(id.lastIndexOf('/') + 1).startsWith(wanted)
}
