import type { QueryAnalysis } from '../../vocabulary/query-analysis'
import type { Turn } from '../../vocabulary/types'
import { analyzeQuery } from '../analyze-query'
import type { LabelledQuery } from './parse-labels.fixture'

/** `score` is an accuracy, or F1 over all values found and expected (micro-averaged), 0–1. */
export type FieldScore = { field: string; measure: 'accuracy' | 'F1'; score: number; of: number; wrong: string[] }

type Field =
  | { field: string; measure: 'accuracy'; isRight: (analysis: QueryAnalysis, label: LabelledQuery) => boolean }
  | {
      field: string
      measure: 'F1'
      found: (analysis: QueryAnalysis) => string[]
      expected: (label: LabelledQuery) => string[]
    }

const wordsOf = (phrases: string[]) => phrases.flatMap((phrase) => phrase.toLowerCase().split(' '))
const subtopicsOf = ({ topics }: Pick<LabelledQuery, 'topics'>) => topics.flatMap(({ subtopics }) => subtopics)
const topicsOf = ({ topics }: Pick<LabelledQuery, 'topics'>) => topics.map(({ topic }) => topic)
const lower = (values: string[]) => values.map((value) => value.toLowerCase())

/** Phrases are compared by their words, so that a phrase that is a word too long is not all wrong. */
const FIELDS: Field[] = [
  { field: 'intent', measure: 'accuracy', isRight: (found, label) => label.intent.includes(found.intent) },
  { field: 'query type', measure: 'accuracy', isRight: (found, label) => label.queryType.includes(found.queryType) },
  { field: 'complexity', measure: 'accuracy', isRight: (found, label) => label.complexity.includes(found.complexity) },
  {
    field: 'specificity',
    measure: 'accuracy',
    isRight: (found, label) => label.specificity.includes(found.specificity),
  },
  { field: 'language', measure: 'accuracy', isRight: (found, label) => label.language.includes(found.language) },
  {
    field: 'follow-up',
    measure: 'accuracy',
    isRight: (found, label) => found.isFollowUp === label.standalone.length > 0,
  },
  {
    field: 'stand-alone query',
    measure: 'accuracy',
    isRight: ({ standaloneQuery }, { query, standalone }) =>
      standalone.length > 0
        ? standalone.every((word) => standaloneQuery.toLowerCase().includes(word))
        : standaloneQuery === query,
  },
  {
    field: 'topics',
    measure: 'F1',
    found: (analysis) => wordsOf(topicsOf(analysis)),
    expected: (label) => wordsOf(topicsOf(label)),
  },
  {
    field: 'subtopics',
    measure: 'F1',
    found: (analysis) => wordsOf(subtopicsOf(analysis)),
    expected: (label) => wordsOf(subtopicsOf(label)),
  },
  {
    field: 'keywords',
    measure: 'F1',
    found: ({ keywords }) => wordsOf(keywords),
    expected: (label) => wordsOf([...topicsOf(label), ...subtopicsOf(label), ...label.also]),
  },
  { field: 'entities', measure: 'F1', found: ({ entities }) => entities, expected: ({ entities }) => entities },
  {
    field: 'identifiers',
    measure: 'F1',
    found: ({ identifiers }) => identifiers,
    expected: ({ identifiers }) => identifiers,
  },
  {
    field: 'exclusions',
    measure: 'F1',
    found: ({ exclusions }) => lower(exclusions),
    expected: ({ exclusions }) => lower(exclusions),
  },
  {
    field: 'constraints',
    measure: 'F1',
    found: ({ constraints }) => constraints.map(({ kind, value }) => `${kind} ${value.toLowerCase()}`),
    expected: ({ constraints }) => constraints.map(({ kind, value }) => `${kind} ${value.toLowerCase()}`),
  },
]

/** How often the rules say what the labels say, field by field. */
export function scoreAnalysis(labels: LabelledQuery[]): FieldScore[] {
  const analyzed = labels.map((label) => ({ label, analysis: analyzeQuery(label.query, turnsOf(label.before)) }))
  return FIELDS.map((field) => {
    const { field: name, measure } = field
    if (field.measure === 'accuracy') {
      const wrong = analyzed.filter(({ label, analysis }) => !field.isRight(analysis, label))
      const score = 1 - wrong.length / analyzed.length
      return { field: name, measure, score, of: analyzed.length, wrong: wrong.map(({ label }) => label.query) }
    }
    let [common, total] = [0, 0]
    const wrong: string[] = []
    for (const { label, analysis } of analyzed) {
      const found = new Set(field.found(analysis))
      const expected = new Set(field.expected(label))
      const shared = [...found].filter((value) => expected.has(value)).length
      common += shared
      total += found.size + expected.size
      if (found.size + expected.size === 2 * shared) continue
      wrong.push(`${label.query}: ${[...found].join(', ')} instead of ${[...expected].join(', ')}`)
    }
    return { field: name, measure, score: total > 0 ? (2 * common) / total : 1, of: analyzed.length, wrong }
  })
}

function turnsOf(before: string[]): Turn[] {
  return before.flatMap((content, i): Turn[] => [
    { id: `u${i}`, role: 'user', content },
    { id: `a${i}`, role: 'assistant', content: 'An answer about gardening.' },
  ])
}
