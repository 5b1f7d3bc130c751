import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { INTENTS, LEVELS, type Turn } from '../types'
import { analyzeQuery } from './analyze-query'
import { LABELLED_QUERIES, type LabelledQuery } from './labelled-queries.fixture'

vi.setConfig({ testTimeout: 60_000 })

const turnsOf = (before: string[] = []): Turn[] =>
  before.flatMap((content, i): Turn[] => [
    { id: `u${i}`, role: 'user', content },
    { id: `a${i}`, role: 'assistant', content: 'An answer about gardening.' },
  ])

const results = LABELLED_QUERIES.map((label) => ({ label, analysis: analyzeQuery(label.query, turnsOf(label.before)) }))
type Result = (typeof results)[number]

const includesAll = (found: string[], expected: string[] = []) => expected.every((value) => found.includes(value))
const CHECKS: [string, (label: LabelledQuery) => boolean, (result: Result) => boolean, number][] = [
  ['intent', () => true, ({ label, analysis }) => analysis.intent === label.intent, 0.9],
  ['complexity', () => true, ({ label, analysis }) => analysis.complexity === label.complexity, 0.9],
  ['language', () => true, ({ label, analysis }) => analysis.language === label.language, 0.9],
  ['follow-up', () => true, ({ label, analysis }) => analysis.isFollowUp === (label.isFollowUp ?? false), 0.95],
  [
    'identifiers',
    ({ identifiers }) => identifiers !== undefined,
    ({ label, analysis }) => includesAll(analysis.identifiers, label.identifiers),
    0.9,
  ],
  [
    'entities',
    ({ entities }) => entities !== undefined,
    ({ label, analysis }) => includesAll(analysis.entities, label.entities),
    0.9,
  ],
  [
    'stand-alone query',
    ({ standalone }) => standalone !== undefined,
    ({ label, analysis }) =>
      (label.standalone ?? []).every((word) => analysis.standaloneQuery.toLowerCase().includes(word)),
    0.9,
  ],
]

describe('analyzeQuery', () => {
  it.each(CHECKS)('tells the %s of the labelled queries', (name, isLabelled, isRight, floor) => {
    const labelled = results.filter(({ label }) => isLabelled(label))
    const wrong = labelled.filter((result) => !isRight(result))
    const accuracy = 1 - wrong.length / labelled.length
    process.stdout.write(`${name}: ${(100 * accuracy).toFixed(0)} % of ${labelled.length}\n`)
    for (const { label } of wrong) process.stdout.write(`  not right: ${label.query}\n`)
    expect(accuracy).toBeGreaterThanOrEqual(floor)
  })

  it('finds a topic and what belongs to it', () => {
    expect(analyzeQuery('How do I configure chunk overlap for markdown tables?').topics).toEqual([
      { topic: 'chunk overlap', subtopics: ['markdown tables'] },
    ])
    expect(analyzeQuery('roles, invitations and API keys').topics.map(({ topic }) => topic)).toEqual([
      'roles',
      'invitations',
      'api keys',
    ])
  })

  it('rates specificity by names and identifiers', () => {
    expect(analyzeQuery('help').specificity).toBe('low')
    expect(analyzeQuery('chunk overlap of markdown tables').specificity).toBe('medium')
    expect(analyzeQuery('Why does getUserById() in lib/db.ts throw?').specificity).toBe('high')
  })

  it('takes any query, and without a conversation nothing is a follow-up', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (query) => {
        const analysis = analyzeQuery(query)
        expect(analyzeQuery(query)).toEqual(analysis)
        expect(analysis).toMatchObject({ query, standaloneQuery: query, isFollowUp: false })
        expect(INTENTS).toContain(analysis.intent)
        expect(LEVELS).toContain(analysis.complexity)
      }),
    )
  })

  it.each(['a', 'a/', 'a.', 'A', 'aA', '_', 'a_', '"', '-', '1.', 'it ', 'and ', '中', '\ud800', 'x@', 'fail '])(
    'takes 200,000 times %j in time',
    (unit) => {
      const query = unit.repeat(200_000)
      const started = performance.now()
      analyzeQuery(query, turnsOf([query, query]))
      expect(performance.now() - started).toBeLessThan(5_000)
    },
  )
})
