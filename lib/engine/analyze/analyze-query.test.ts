import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { INTENTS, LEVELS, QUERY_TYPES } from '../vocabulary/query-analysis'
import type { Turn } from '../vocabulary/types'
import { analyzeQuery } from './analyze-query'
import { HELD_OUT_QUERIES, TUNED_QUERIES } from './labels/labelled-queries.fixture'
import { scoreAnalysis } from './labels/score-analysis.fixture'
import { misjudgedQuestions, SHORT_QUESTIONS } from './labels/short-questions.fixture'

vi.setConfig({ testTimeout: 60_000 })

/** What the rules have to get right, of the queries they were corrected on and of those they never saw. */
const FLOORS: Record<string, [tuned: number, heldOut: number]> = {
  intent: [0.95, 0.93],
  'query type': [0.93, 0.93],
  complexity: [0.95, 0.93],
  specificity: [0.93, 0.92],
  language: [0.95, 0.93],
  'follow-up': [0.97, 0.95],
  'stand-alone query': [0.97, 0.93],
  topics: [0.83, 0.79],
  subtopics: [0.7, 0.67],
  keywords: [0.92, 0.9],
  entities: [0.95, 0.9],
  identifiers: [0.97, 0.95],
  exclusions: [0.95, 0.93],
  constraints: [0.95, 0.93],
}

describe('analyzeQuery', () => {
  it.each([
    ['tuned', scoreAnalysis(TUNED_QUERIES), 0],
    ['held out', scoreAnalysis(HELD_OUT_QUERIES), 1],
  ] as const)('says what the labels of the queries say: %s', (_, scores, at) => {
    expect(scores.map(({ field }) => field)).toEqual(Object.keys(FLOORS))
    const tooLow = scores.filter(({ field, score }) => score < (FLOORS[field]?.[at] ?? 1))
    expect(tooLow).toEqual([])
  })

  it.each([
    ['How do I roll a module back?', 'module'],
    ['How do I roll back?', ''],
    ['How do I get rid of old versions?', 'old versions'],
    ['When does the cache warm up?', 'cache'],
    ['What does the fall back do?', 'fall back'],
  ])('leaves out of the topic what belongs to the verb: %s', (query, topic) => {
    expect(
      analyzeQuery(query)
        .topics.map((each) => each.topic)
        .join(),
    ).toBe(topic)
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
        expect(QUERY_TYPES).toContain(analysis.queryType)
        expect(LEVELS).toContain(analysis.complexity)
      }),
    )
  })

  it('tells short questions that lean on the one before from those of their own', () => {
    expect(SHORT_QUESTIONS).toHaveLength(100)
    expect(misjudgedQuestions().length).toBeLessThanOrEqual(6)
    expect(analyzeQuery('What is MMR?', [{ id: 't', role: 'user', content: 'How do I rotate a key?' }])).toMatchObject({
      isFollowUp: false,
      standaloneQuery: 'What is MMR?',
    })
    const noun = 'What happens to an import that is interrupted?'
    expect(analyzeQuery(noun, [{ id: 't', role: 'user', content: 'How do I rotate a key?' }])).toMatchObject({
      isFollowUp: false,
      standaloneQuery: noun,
    })
  })

  it.each([
    'a',
    'a/',
    'a.',
    'A',
    'aA',
    '_',
    'a_',
    '"',
    '-',
    '1.',
    'it ',
    'and ',
    '中',
    '\ud800',
    'x@',
    'fail ',
    'not ',
    'or ',
    'for ',
    'version 1 ',
    'without ',
    'x only ',
  ])('takes 200,000 times %j in time', (unit) => {
    const query = unit.repeat(200_000 / unit.length)
    const turns: Turn[] = [1, 2].map((id) => ({ id: `${id}`, role: 'user', content: query }))
    const started = performance.now()
    analyzeQuery(query, turns)
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
