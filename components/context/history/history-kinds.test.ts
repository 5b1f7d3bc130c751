import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TurnTrace } from '@/lib/engine'
import { countKinds, describeRun, findMissingRuns, HISTORY_KINDS, kindOf } from './history-kinds'

const KINDS: Record<(typeof HISTORY_KINDS)[number], Omit<TurnTrace, 'turnId' | 'role' | 'score'>> = {
  verbatim: { fate: 'included', reason: 'turns_fit', tokens: 10 },
  pinned: { fate: 'included', reason: 'turn_pinned', tokens: 10 },
  unfolded: { fate: 'included', reason: 'turn_unfolded', tokens: 10 },
  relevant: { fate: 'included', reason: 'turn_relevant', tokens: 10 },
  fills: { fate: 'included', reason: 'turn_fills', tokens: 10 },
  summarized: { fate: 'dropped', reason: 'turn_over_budget', tokens: 10, summaryId: 's' },
  missing: { fate: 'dropped', reason: 'turn_too_far_down' },
}
const toTurns = (kinds: (keyof typeof KINDS)[]): TurnTrace[] =>
  kinds.map((kind, at) => ({ turnId: `t${at + 1}`, role: 'user', score: 0, ...KINDS[kind] }))

describe('the kinds of history', () => {
  it('say what became of a turn, and what it takes before and after', () => {
    const turns = toTurns(['missing', 'summarized', 'summarized', 'relevant', 'verbatim', 'verbatim'])
    const summaries = [{ summaryId: 's', level: 1 as const, turns: 2, tokens: 8, sourceTokens: 90 }]
    expect(countKinds({ turns, summaries })).toEqual([
      { kind: 'verbatim', turns: 2, tokens: 20 },
      { kind: 'relevant', turns: 1, tokens: 10 },
      { kind: 'summarized', turns: 2, tokens: 8, sourceTokens: 90 },
      { kind: 'missing', turns: 1 },
    ])
    expect(countKinds({})).toEqual([])
  })

  it('name the runs that are not sent', () => {
    const runs = findMissingRuns(toTurns(['missing', 'missing', 'relevant', 'summarized', 'missing', 'verbatim']))
    expect(runs.map(describeRun)).toEqual(['turns 1–2 not sent', 'turn 4 not sent but summarized', 'turn 5 not sent'])
  })

  it('leave no turn out and count none twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...HISTORY_KINDS), { maxLength: 20 }), (kinds) => {
        const turns = toTurns(kinds)
        expect(turns.map(kindOf)).toEqual(kinds)
        expect(countKinds({ turns }).reduce((total, row) => total + row.turns, 0)).toBe(kinds.length)
        const inRuns = findMissingRuns(turns).flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, at) => from + at),
        )
        const missing = kinds.flatMap((kind, at) => (kind === 'missing' || kind === 'summarized' ? [at + 1] : []))
        expect(inRuns).toEqual(missing)
      }),
    )
  })
})
