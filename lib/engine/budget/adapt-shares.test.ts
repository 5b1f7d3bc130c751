import { describe, expect, it } from 'vitest'
import { makePrepared } from '../assemble/prepared.fixture'
import { DEFAULT_POLICY_SETTINGS } from '../policy'
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
    ['a follow-up', { exchanges: 1, analysis: { ...calm.analysis, isFollowUp: true } }, 'history', 0.2],
    ['weak knowledge', { bestRelevance: 0.1 }, 'history', 0.25],
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
})
