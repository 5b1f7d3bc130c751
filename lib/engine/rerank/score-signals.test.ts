import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleCandidate } from '../testing/samples.fixture'
import { extractTerms, SENTENCE_END } from '../text/terms'
import type { RerankSignal } from '../vocabulary/policy'
import { DEFAULT_POLICY_SETTINGS } from '../vocabulary/policy'
import type { TermCount } from '../vocabulary/ports'
import type { QueryAnalysis } from '../vocabulary/query-analysis'
import { type RerankContext, scoreSignals } from './score-signals'
import { authority } from './signals/authority'
import { constraintFit, titleOf } from './signals/constraint-fit'
import { coverages } from './signals/coverage'
import { overlap } from './signals/overlap'
import { profileFit } from './signals/profile-fit'
import { recency } from './signals/recency'
import { relevance } from './signals/relevance'
import { specificity } from './signals/specificity'
import { supports } from './signals/support'
import { compareAll } from './similarities'
import { toTextTerms } from './text-terms'

/** One term per word: its first letter. */
function countsOf(text: string): TermCount[] {
  const counts = new Map<string, number>()
  for (const word of text.split(/\s+/).filter(Boolean)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([term, count]) => ({ id: term.codePointAt(0) ?? 0, term, count }))
}

const termsOf = (text: string) => {
  const sentences = text.split('\n').flatMap((sentence) => [...countsOf(sentence).map(({ id }) => id), SENTENCE_END])
  return toTextTerms({ terms: countsOf(text), sentences })
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
  queryTerms: countsOf('a b'),
  settings: DEFAULT_POLICY_SETTINGS,
  termsOf,
  formsOf: countsOf,
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
    const cosine = (a: string, b: string) => overlap(termsOf(a), termsOf(b))
    expect(cosine('a b', 'a b')).toBeCloseTo(1, 12)
    expect(cosine('a b', 'a c')).toBeCloseTo(0.5, 12)
    // (1 + ln 3) / √((1 + ln 3)² + 1)
    expect(cosine('a a a b', 'a')).toBeCloseTo((1 + Math.log(3)) / Math.hypot(1 + Math.log(3), 1), 12)
    expect(cosine('a a', 'b')).toBe(0)
    expect(cosine('', 'a')).toBe(0)
  })

  it('profile fit weighs facts by confidence', () => {
    const facts = [
      { confidence: 1, terms: countsOf('a x') },
      { confidence: 0.5, terms: countsOf('y') },
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
      specificity(text, termsOf(text), new Set(termsOf('a b').ids), { specificity: level, identifiers })
    expect(fitFor('medium')).toBe(1)
    expect(fitFor('high')).toBeCloseTo(0.5 / 0.8, 12)
    expect(fitFor('low')).toBeCloseTo(1 - (0.5 - 0.25), 12)
    expect(fitFor('medium', ['a z', 'E1'])).toBe(0.75)
  })

  it('support is what the nearest others are worth, dependencies are near and copies do not count', () => {
    const candidates = [
      sampleCandidate('p#0', 'a b', { module: { dependencies: ['q'] } }),
      sampleCandidate('q#0', 'c d'),
      sampleCandidate('r#0', 'a c'),
      sampleCandidate('s#0', 'a b'),
    ]
    const similarities = compareAll(candidates.map(({ text }) => termsOf(text)))
    const weigh = (links: [similarity: number, relevance: number][]) => {
      const attention = links.map(([similarity]) => Math.exp(similarity / 0.05))
      return (
        links.reduce((sum, [, relevance], at) => sum + (attention[at] ?? 0) * relevance, 0) /
        attention.reduce((sum, each) => sum + each, 0)
      )
    }
    const [p, q, r] = supports(candidates, [1, 0.5, 0.2, 0.9], similarities)
    // p: its dependency q (½) and r (½); its copy s is none of them
    expect(p).toBeCloseTo(
      weigh([
        [0.5, 0.5],
        [0.5, 0.2],
      ]),
      9,
    )
    // q: p, which depends on it (½), r (½), and s (0)
    expect(q).toBeCloseTo(
      weigh([
        [0.5, 1],
        [0.5, 0.2],
        [0, 0.9],
      ]),
      9,
    )
    // r: p (½), q (½), s (½)
    expect(r).toBeCloseTo((1 + 0.5 + 0.9) / 3, 9)
    const [alone] = candidates
    expect(supports(alone ? [alone] : [], [1], similarities)).toEqual([0])
  })

  it('compares all as comparing each two does', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (texts) => {
        const vectors = texts.map((text) => termsOf(text.join(' ')))
        const all = compareAll(vectors)
        for (const [i, one] of vectors.entries()) {
          for (const [j, other] of vectors.entries())
            if (i !== j) expect(all.at(i, j)).toBeCloseTo(overlap(one, other), 9)
        }
      }),
    )
  })

  it('coverage is the share of the query that a part of a text holds, what few hold weighing more', () => {
    const held = (title: string, ...parts: string[]) => {
      const idsOf = (text: string) => new Set(termsOf(text).ids)
      return { title: idsOf(title), parts: parts.map(idsOf) }
    }
    const texts = [held('', 'a x'), held('', 'a y'), held('', 'a b')]
    const weight = (frequency: number) => 1 + Math.log(1 + (3 - frequency + 0.5) / (frequency + 0.5))
    const [one = 0, , both = 0] = coverages(countsOf('a b'), texts)
    expect(both).toBe(1)
    expect(one).toBeCloseTo(weight(3) / (weight(3) + weight(1)), 12)
    expect(coverages([], texts)).toEqual([0, 0, 0])
    // all three hold each word somewhere
    const apart = [held('', 'a', 'b c'), held('a', 'b', 'c'), held('', 'a b c')]
    const [inParts, withTitle, together] = coverages(countsOf('a b c'), apart)
    expect(inParts).toBeCloseTo(2 / 3, 12)
    expect(withTitle).toBeCloseTo(2 / 3 + 0.25 / 3, 12)
    expect(together).toBe(1)
  })

  it('holds a word that is searched by its pieces only where all of them stand together', () => {
    const held = (...parts: string[]) => {
      return { title: new Set<number>(), parts: parts.map((text) => new Set(termsOf(text).ids)) }
    }
    const query = countsOf('a b c')
    const pieces = query.slice(0, 2).map(({ id }) => id)
    const [apart = 0, together = 0, all = 0] = coverages(
      query,
      [held('a c', 'b'), held('a b'), held('a b c')],
      [pieces],
    )
    // “a” alone is none of the word that “a b” is
    expect(apart).toBeLessThan(coverages(query, [held('a c', 'b'), held('a b'), held('a b c')])[0]!)
    expect(together).toBeGreaterThan(apart)
    expect(all).toBe(1)
  })

  it('authority is the priority, and for a third how often answers cited it', () => {
    expect(authority({ priority: 'medium' })).toBe(0.5)
    expect(authority({ priority: 'medium', grounding: 1 })).toBeCloseTo(2 / 3, 12)
    expect(authority({ priority: 'low', grounding: 0 })).toBe(0)
  })
})

describe('constraintFit', () => {
  const fitOf = (text: string, name: string, narrowed: Partial<Pick<QueryAnalysis, 'exclusions' | 'constraints'>>) => {
    const candidate = sampleCandidate('m#0', text, { module: { name, tags: ['guide'] } })
    const idsOf = (of: string) => extractTerms(of).map(({ id }) => id)
    return constraintFit(
      { candidate, title: idsOf(titleOf(candidate)), body: idsOf(text) },
      { exclusions: [], constraints: [], ...narrowed },
      (of) => extractTerms(of),
    )
  }

  it.each<[text: string, name: string, because: string, fit: number]>([
    ['Pull the image and run it.', 'Install with Docker', 'it is about what is not wanted', 0],
    ['Unpack it. There is a Docker image too.', 'Install', 'it mentions it', 0.5],
    ['Unpack it and run the binary.', 'Install', 'it has nothing of it', 1],
    ['Unpack it and run the binary.', 'Install without Docker', 'it is about doing without', 1],
    ['This works without a Docker daemon.', 'Install', 'it says that it goes without', 1],
  ])('excluding Docker: %s (%s): %s', (text, name, _, fit) => {
    expect(fitOf(text, name, { exclusions: ['Docker'] })).toBe(fit)
  })

  it('keeps to a subject, and to versions', () => {
    const only = (text: string, name: string) =>
      fitOf(text, name, { constraints: [{ kind: 'only', value: 'free plan' }] })
    expect(only('Limits.', 'Free plan')).toBe(1)
    expect(only('On the free plan there are limits.', 'Limits')).toBe(0.5)
    expect(only('Limits.', 'Team plan')).toBe(0)
    const olderThan3 = (text: string) => fitOf(text, 'Options', { constraints: [{ kind: 'before', value: '3' }] })
    expect([olderThan3('Since v2.10.1.'), olderThan3('New in version 3'), olderThan3('No number.')]).toEqual([
      1, 0, 0.5,
    ])
    const since = (text: string) => fitOf(text, 'Options', { constraints: [{ kind: 'since', value: '2.1' }] })
    expect([since('Since v2.10.1.'), since('Since 2.1'), since('In release 2 only.')]).toEqual([1, 1, 0])
  })

  it('has nothing to say where nothing is ruled out', () => {
    expect(fitOf('Anything.', 'Anything', {})).toBeUndefined()
  })
})

describe('scoreSignals', () => {
  it('does not ask the text for the word of a measure', () => {
    const coverageOf = (query: string, text: string) => {
      const asked = { ...context, analysis: { ...analysis, standaloneQuery: query }, queryTerms: countsOf('big chunk') }
      return scoreSignals([sampleCandidate('m#0', text)], asked)[0]?.signals.coverage
    }
    expect(coverageOf('How big should a chunk be?', 'chunk')).toBe(1)
    expect(coverageOf('How big should a chunk be?', 'text')).toBe(0)
    expect(coverageOf('a big chunk', 'chunk')).toBeLessThan(0.5)
  })

  it('does not ask the text for the words that ask for it', () => {
    const coverageOf = (query: string, text: string) => {
      const asked = {
        ...context,
        analysis: { ...analysis, standaloneQuery: query },
        queryTerms: countsOf('know chunk'),
      }
      return scoreSignals([sampleCandidate('m#0', text)], asked)[0]?.signals.coverage
    }
    expect(coverageOf('What should I know about a chunk?', 'chunk')).toBe(1)
    expect(coverageOf('What should I know about a chunk?', 'know')).toBe(0)
    expect(coverageOf('Which chunks do I know?', 'chunk')).toBeLessThan(0.5)
  })

  it('does not ask the text for words that name nothing, unless they are all that is asked', () => {
    const coverageOf = (standaloneQuery: string, text: string, language = 'en') => {
      const queryTerms = countsOf(standaloneQuery)
      const asked = { ...context, analysis: { ...analysis, standaloneQuery, language }, queryTerms }
      return scoreSignals([sampleCandidate('m#0', text)], asked)[0]?.signals.coverage
    }
    expect(coverageOf('someone owner', 'owner')).toBe(1)
    expect(coverageOf('someone owner', 'someone')).toBe(0)
    expect(coverageOf('person owner', 'owner')).toBeLessThan(0.5)
    expect(coverageOf('alguien clave', 'clave', 'es')).toBe(1)
    expect(coverageOf('someone', 'someone')).toBe(1)
  })

  it('does not ask the text for the name of its author', () => {
    const coverageOf = (query: string, text = 'chunk') => {
      const queryTerms = countsOf('chunk Ada Lovelace speech')
      const asked = { ...context, analysis: { ...analysis, standaloneQuery: query }, queryTerms }
      return scoreSignals([sampleCandidate('m#0', text)], asked)[0]?.signals.coverage
    }
    expect(coverageOf('What is a chunk according to Ada Lovelace, in her speech?')).toBe(1)
    expect(coverageOf('According to Ada Lovelace, what is a chunk in her speech?', 'Ada Lovelace')).toBe(0)
    expect(coverageOf('Is a chunk in a speech by Ada Lovelace?')).toBeLessThan(0.3)
    expect(coverageOf('What is a chunk according to a speech by Ada Lovelace?')).toBeLessThan(0.3)
  })

  it('asks a short question of two neighbouring sentences, a longer one of the passage', () => {
    const coverageOf = (words: string) => {
      const asked = { ...context, queryTerms: countsOf(words) }
      return scoreSignals([sampleCandidate('m#0', 'a\nb\nc')], asked)[0]?.signals.coverage
    }
    expect(coverageOf('a b c')).toBeCloseTo(2 / 3, 12)
    expect(coverageOf('b c')).toBe(1)
    const few = coverageOf('a b c t u v w')
    const many = coverageOf('a b c t u v w z')
    expect(many).toBeGreaterThan(few!)
  })

  it('proximity is what of a short question stands together in the text itself, and none of a long one', () => {
    const proximityOf = (words: string, text: string) => {
      const candidate = sampleCandidate('m#0', text, { module: { name: 'c' } })
      return scoreSignals([candidate], { ...context, queryTerms: countsOf(words) })[0]?.signals.proximity
    }
    expect(proximityOf('a b c', 'a b\nx\nc')).toBeCloseTo(2 / 3, 12)
    expect(proximityOf('a b c', 'a b\nc')).toBe(1)
    expect(proximityOf('a b c', 'x')).toBe(0)
    expect(proximityOf('a b c t u v w z', 'a b\nc')).toBeUndefined()
  })

  it('leaves out the signals that do not apply, and stays within 0–1', () => {
    const [bare] = scoreSignals([sampleCandidate('m#0', 'a', { scores: { lexical: 2, fused: 1 / 61 } })], context)
    expect(Object.keys(bare?.signals ?? {}).sort()).toEqual(
      ['authority', 'coverage', 'final', 'proximity', 'recency', 'relevance', 'specificity', 'support'].sort(),
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
