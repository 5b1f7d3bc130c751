import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makePrepared } from '../assemble/prepared.fixture'
import { DEFAULT_POLICY_SETTINGS } from '../vocabulary/policy'
import { INTENTS, LEVELS } from '../vocabulary/query-analysis'
import { adaptShares } from './adapt-shares'

const { sections } = DEFAULT_POLICY_SETTINGS.budget
const calm = { analysis: makePrepared([]).analysis, exchanges: 0, queryTokens: 20, contextWindow: 4_000 }

describe('adaptShares', () => {
  it('leaves an ordinary request alone', () => {
    expect(adaptShares(sections, calm).adaptations).toEqual([])
  })

  it.each([
    ['a complex query', { analysis: { ...calm.analysis, complexity: 'high' as const } }, 'knowledge', 0.57],
    ['a simple query', { analysis: { ...calm.analysis, complexity: 'low' as const } }, 'history', 0.2],
    ['a conversational task', { task: 'conversational' as const }, 'history', 0.25],
    ['a creative task', { task: 'creative' as const }, 'instructions', 0.17],
    ['a comparison', { task: 'comparative' as const }, 'knowledge', 0.55],
    ['a deep conversation', { exchanges: 6 }, 'history', 0.2],
    ['a conversation of yesterday', { exchanges: 1, idleDays: 1 }, 'knowledge', 0.53],
    ['a conversation of last year', { exchanges: 1, idleDays: 365 }, 'knowledge', 0.6],
    ['steps', { task: 'procedural' as const }, 'knowledge', 0.53],
    ['a follow-up', { exchanges: 1, analysis: { ...calm.analysis, isFollowUp: true } }, 'history', 0.2],
    ['nothing of use', { bestRelevance: 0 }, 'history', 0.25],
    ['weak knowledge', { bestRelevance: 0.15 }, 'history', 0.2],
    ['strong knowledge', { bestRelevance: 1 }, 'knowledge', 0.55],
    ['a long query', { queryTokens: 800 }, 'query', 0.2],
  ] as const)('adapts to %s', (_name, change, section, share) => {
    const { shares, adaptations } = adaptShares(sections, { ...calm, ...change })
    expect(shares[section]).toBeCloseTo(share)
    expect(adaptations).toContainEqual(expect.objectContaining({ section, from: sections[section].share, to: share }))
    expect(Object.values(shares).reduce((total, each) => total + each, 0)).toBeCloseTo(0.9)
  })

  it('takes no more than a section has', () => {
    const poor = { ...sections, knowledge: { ...sections.knowledge, share: 0.02 } }
    const { shares } = adaptShares(poor, { ...calm, task: 'conversational', bestRelevance: 0.1, exchanges: 9 })
    expect(shares.knowledge).toBe(0)
    expect(shares.history).toBeCloseTo(0.17)
  })

  it('says what it changed with the numbers', () => {
    const change = { exchanges: 8, idleDays: 7, bestRelevance: 0.214, queryTokens: 900 }
    const reasons = adaptShares(sections, { ...calm, ...change }).adaptations.map(({ because }) => because)
    for (const said of ['8 exchanges', '7 days old', '0.21, under 0.3', '900 tokens']) {
      expect(reasons.some((because) => because.includes(said))).toBe(true)
    }
  })

  const situation = fc.record({
    analysis: fc
      .record({ complexity: fc.constantFrom(...LEVELS), intent: fc.constantFrom(...INTENTS), isFollowUp: fc.boolean() })
      .map((change) => ({ ...calm.analysis, ...change })),
    exchanges: fc.nat(30),
    idleDays: fc.option(fc.nat(500), { nil: undefined }),
    bestRelevance: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    queryTokens: fc.nat(3_000),
    contextWindow: fc.constant(4_000),
  })

  it('moves shares between sections, none below 0, and records every change in a row', () => {
    fc.assert(
      fc.property(situation, (each) => {
        const { shares, adaptations } = adaptShares(sections, each)
        expect(Object.values(shares).reduce((total, share) => total + share, 0)).toBeCloseTo(0.9)
        expect(Math.min(...Object.values(shares))).toBeGreaterThanOrEqual(0)
        const now = Object.fromEntries(Object.entries(sections).map(([name, { share }]) => [name, share]))
        for (const { section, from, to, because } of adaptations) {
          expect(now[section]).toBe(from)
          expect(because).not.toBe('')
          now[section] = to
        }
        expect(now).toEqual(shares)
      }),
    )
  })

  it('gives history more the deeper the conversation, less the older it is, and knowledge more the better it is', () => {
    fc.assert(
      fc.property(situation, fc.nat(20), (each, more) => {
        const share = (change: object) => adaptShares(sections, { ...each, ...change }).shares
        const { exchanges, idleDays = 0, bestRelevance = 0 } = each
        const rounding = 2e-4
        expect(share({ exchanges: exchanges + 1 + more }).history).toBeGreaterThanOrEqual(
          share({ exchanges: exchanges + 1 }).history - rounding,
        )
        expect(share({ idleDays: idleDays + more }).history).toBeLessThanOrEqual(share({ idleDays }).history + rounding)
        const better = Math.min(1, bestRelevance + more / 20)
        expect(share({ bestRelevance: better }).knowledge).toBeGreaterThanOrEqual(
          share({ bestRelevance }).knowledge - rounding,
        )
        const { queryTokens } = each
        expect(share({ queryTokens: queryTokens + 10 * more }).query).toBeGreaterThanOrEqual(share({}).query)
      }),
    )
  })
})
