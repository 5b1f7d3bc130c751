import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY_SETTINGS } from '../policy'
import type { TermCount } from '../ports'
import { sampleCandidate } from '../testing/samples.fixture'
import type { QueryAnalysis, RerankSignal } from '../types'
import { type RerankContext, scoreSignals } from './score-signals'
import { overlap, toTermVector } from './signals/overlap'
import { profileFit } from './signals/profile-fit'
import { recency } from './signals/recency'
import { relevance } from './signals/relevance'
import { specificity } from './signals/specificity'
import { supports } from './signals/support'

/** One term per word: its first letter. */
function termsOf(text: string): TermCount[] {
  const counts = new Map<string, number>()
  for (const word of text.split(/\s+/).filter(Boolean)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([term, count]) => ({ id: term.codePointAt(0) ?? 0, term, count }))
}

const analysis: QueryAnalysis = {
  query: 'a b',
  standaloneQuery: 'a b',
  topics: [],
  entities: [],
  identifiers: [],
  keywords: ['a', 'b'],
  exclusions: [],
  constraints: [],
  intent: 'informational',
  queryType: 'statement',
  complexity: 'low',
  specificity: 'medium',
  language: 'en',
  isFollowUp: false,
}
const context: RerankContext = {
  request: { day: '2026-03-01', turns: [] },
  analysis,
  queryTerms: termsOf('a b'),
  settings: DEFAULT_POLICY_SETTINGS,
  termsOf,
}

describe('signals by hand', () => {
  it('recency halves per half-life', () => {
    expect(recency('2026-01-01', '2026-01-11', 10)).toBe(0.5)
    expect(recency('2026-01-01', '2026-01-21', 10)).toBe(0.25)
    expect(recency('2026-01-02', '2026-01-01', 10)).toBe(1)
    expect(recency('2026-01-01', '2026-01-02', 0)).toBe(0)
    expect(recency('long ago', '2026-01-02', 10)).toBe(0)
  })

  it('overlap is the cosine of 1 + ln tf', () => {
    const cosine = (a: string, b: string) => overlap(toTermVector(termsOf(a)), toTermVector(termsOf(b)))
    expect(cosine('a b', 'a b')).toBeCloseTo(1, 12)
    expect(cosine('a b', 'a c')).toBeCloseTo(0.5, 12)
    // (1 + ln 3) / √((1 + ln 3)² + 1)
    expect(cosine('a a a b', 'a')).toBeCloseTo((1 + Math.log(3)) / Math.hypot(1 + Math.log(3), 1), 12)
    expect(cosine('a a', 'b')).toBe(0)
    expect(cosine('', 'a')).toBe(0)
  })

  it('profile fit weighs facts by confidence', () => {
    const facts = [
      { confidence: 1, terms: termsOf('a x') },
      { confidence: 0.5, terms: termsOf('y') },
    ]
    expect(profileFit(termsOf('a b'), facts)).toBeCloseTo(0.5 / 1.5, 12)
    expect(profileFit(termsOf('a b'), [])).toBe(0)
  })

  it('relevance is the fused score, within 0–1', () => {
    const scored = [0.4, 1.2, -0.1].map((fused, at) => sampleCandidate(`m#${at}`, 'a', { scores: { fused } }))
    expect(relevance([...scored, sampleCandidate('m#3', 'a', { scores: {} })])).toEqual([0.4, 1, 0, 0])
  })

  it('specificity prefers the focus that the query asks for, and identifiers verbatim', () => {
    // density 1/20 → focus 0.5
    const text = ['a', ...Array.from({ length: 19 }, () => 'z')].join(' ')
    const fitFor = (level: QueryAnalysis['specificity'], identifiers: string[] = []) =>
      specificity(text, termsOf(text), termsOf('a b'), { specificity: level, identifiers })
    expect(fitFor('medium')).toBe(1)
    expect(fitFor('high')).toBeCloseTo(0.5 / 0.8, 12)
    expect(fitFor('low')).toBeCloseTo(1 - (0.5 - 0.25), 12)
    expect(fitFor('medium', ['a z', 'E1'])).toBe(0.75)
  })

  it('support is the similarity to the other strong ones, at least half along a dependency', () => {
    const candidates = [
      sampleCandidate('p#0', 'a b', { module: { dependencies: ['q'] } }),
      sampleCandidate('q#0', 'c d'),
      sampleCandidate('r#0', 'a c'),
    ]
    const terms = candidates.map(({ text }) => toTermVector(termsOf(text)))
    const [p, q, r] = supports(candidates, [1, 0.5, 0.5], terms)
    expect(p).toBeCloseTo((0.5 * 0.5 + 0.5 * 0.5) / 1, 12)
    expect(q).toBeCloseTo((1 * 0.5 + 0.5 * 0.5) / 1.5, 12)
    expect(r).toBeCloseTo((1 * 0.5 + 0.5 * 0.5) / 1.5, 12)
    expect(supports([candidates[0]!], [1], terms)).toEqual([0])
  })
})

describe('scoreSignals', () => {
  it('leaves out the signals that do not apply, and stays within 0–1', () => {
    const [bare] = scoreSignals([sampleCandidate('m#0', 'a', { scores: { lexical: 2, fused: 1 / 61 } })], context)
    expect(Object.keys(bare?.signals ?? {}).sort()).toEqual(
      ['authority', 'final', 'recency', 'relevance', 'specificity', 'support'].sort(),
    )
    for (const value of Object.values(bare?.signals ?? {})) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1)
    }
  })

  it('final is the weighted mean; all weights 0 give 0', () => {
    const weights = Object.fromEntries(
      Object.keys(DEFAULT_POLICY_SETTINGS.rerank.weights).map((name) => [name, 0]),
    ) as Record<RerankSignal, number>
    const settle = (changed: Partial<Record<RerankSignal, number>>) => {
      const rerank = { ...DEFAULT_POLICY_SETTINGS.rerank, weights: { ...weights, ...changed } }
      const settings = { ...DEFAULT_POLICY_SETTINGS, rerank }
      return scoreSignals(
        [sampleCandidate('m#0', 'a', { module: { priority: 'high' } })],
        { ...context, settings },
        [0.2],
      )[0]?.signals.final
    }
    expect(settle({ relevance: 1, authority: 3 })).toBeCloseTo((0.2 + 3) / 4, 12)
    expect(settle({})).toBe(0)
  })

  it('uses profile and conversation when there are any', () => {
    const request: RerankContext['request'] = {
      day: '2026-03-01',
      turns: [{ id: 't', role: 'user', content: 'a' }],
      profile: {
        id: 'p',
        name: 'P',
        facts: [{ id: 'f', key: 'k', value: 'a', source: 'explicit', confidence: 1, isStatic: false }],
      },
    }
    const [scored] = scoreSignals([sampleCandidate('m#0', 'a')], { ...context, request })
    expect(scored?.signals.profile).toBe(0.5)
    expect(scored?.signals.conversation).toBe(1)
  })
})
