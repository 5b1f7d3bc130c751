import {
  type Constraint,
  INTENTS,
  type Intent,
  LEVELS,
  type Level,
  QUERY_TYPES,
  type QueryType,
} from '../../vocabulary/query-analysis'

/** What the analysis of a query should say. Where several values are right, each of them is listed. */
export type LabelledQuery = {
  query: string
  /** User turns before, oldest first. */
  before: string[]
  intent: Intent[]
  queryType: QueryType[]
  complexity: Level[]
  specificity: Level[]
  language: string[]
  topics: { topic: string; subtopics: string[] }[]
  /** Content words beside those of the topics. */
  also: string[]
  entities: string[]
  identifiers: string[]
  exclusions: string[]
  constraints: Constraint[]
  /** Words that the stand-alone query has to contain, lowercase; given exactly for follow-ups. */
  standalone: string[]
}

const KEYS = [
  'before',
  'topics',
  'also',
  'entities',
  'identifiers',
  'excludes',
  'only',
  'before-version',
  'since-version',
  'standalone',
] as const

/**
 * Reads labels: blocks between blank lines, of which the first line is the query, the second its intent, type,
 * complexity, specificity and language, and each further one `key: values`. Alternatives stand between `|`, values
 * between `,`, topics between `;` with their subtopics after `>`, turns between ` | `.
 *
 * @throws Error for a block that is written wrongly
 */
export function parseLabels(text: string): LabelledQuery[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map(parseBlock)
}

function parseBlock(block: string): LabelledQuery {
  const [query = '', classes = '', ...lines] = block.split('\n')
  const [intent, queryType, complexity, specificity, language] = classes.split(' ').map((part) => part.split('|'))
  const fields = new Map(lines.map((line) => readField(line, block)))
  const valuesOf = (key: (typeof KEYS)[number], separator = ',') => split(fields.get(key) ?? '', separator)
  const constraint = (kind: Constraint['kind']) => (value: string) => ({ kind, value })
  return {
    query,
    before: valuesOf('before', ' | '),
    intent: oneOf(INTENTS, intent, block),
    queryType: oneOf(QUERY_TYPES, queryType, block),
    complexity: oneOf(LEVELS, complexity, block),
    specificity: oneOf(LEVELS, specificity, block),
    language: language ?? [],
    topics: valuesOf('topics', ';').map((topic) => {
      const [name = '', subtopics = ''] = topic.split(' > ')
      return { topic: name, subtopics: split(subtopics, ',') }
    }),
    also: valuesOf('also'),
    entities: valuesOf('entities'),
    identifiers: valuesOf('identifiers'),
    exclusions: valuesOf('excludes'),
    constraints: [
      ...valuesOf('only').map(constraint('only')),
      ...valuesOf('before-version').map(constraint('before')),
      ...valuesOf('since-version').map(constraint('since')),
    ],
    standalone: valuesOf('standalone'),
  }
}

function readField(line: string, block: string): [string, string] {
  const [, key = '', value = ''] = /^([a-z-]+): (.*)$/.exec(line) ?? []
  if (!KEYS.some((known) => known === key)) throw new Error(`What is "${line}" in\n${block}`)
  return [key, value]
}

function oneOf<T extends string>(known: readonly T[], found: string[] | undefined, block: string): T[] {
  const values = known.filter((value) => found?.includes(value))
  if (values.length === 0 || values.length !== found?.length) throw new Error(`What is "${found}" in\n${block}`)
  return values
}

function split(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((value) => value.trim())
    .filter((value) => value !== '')
}
