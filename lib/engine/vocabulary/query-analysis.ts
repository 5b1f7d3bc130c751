export const INTENTS = [
  'informational',
  'procedural',
  'troubleshooting',
  'comparative',
  'creative',
  'conversational',
] as const
export type Intent = (typeof INTENTS)[number]

export const QUERY_TYPES = [
  'explanation',
  'fact',
  'list',
  'reason',
  'how-to',
  'yes-no',
  'choice',
  'command',
  'keywords',
  'statement',
] as const
/** What form of answer a query asks for. */
export type QueryType = (typeof QUERY_TYPES)[number]

export const CONSTRAINT_KINDS = ['only', 'before', 'since'] as const
/** What a query narrows itself to: `only` a subject, versions `before` one (without it), or `since` one (with it). */
export type Constraint = { kind: (typeof CONSTRAINT_KINDS)[number]; value: string }

export const LEVELS = ['low', 'medium', 'high'] as const
export type Level = (typeof LEVELS)[number]

export type Topic = { topic: string; subtopics: string[] }

export type QueryAnalysis = {
  query: string
  /**
   * The query without text that was pasted beside its question and, when `isFollowUp`, with what it refers to in the
   * conversation filled in; else equals `query`.
   */
  standaloneQuery: string
  topics: Topic[]
  entities: string[]
  /** camelCase, snake_case, paths, versions and error codes, verbatim. */
  identifiers: string[]
  keywords: string[]
  /** What the query says it does not want, as it is written: "without", "except", ", not". */
  exclusions: string[]
  constraints: Constraint[]
  intent: Intent
  queryType: QueryType
  complexity: Level
  specificity: Level
  /** BCP 47 primary language subtag, `und` when it cannot be told. */
  language: string
  isFollowUp: boolean
}
