import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TURN_MARKUPS } from '../vocabulary/policy'
import { MODEL_FAMILIES, type Turn } from '../vocabulary/types'
import { headAgain, headingsSaidOnce, headTurns } from './head-turns'
import { rendererFor } from './renderers'

const say = (speaker: string | undefined, role: Turn['role'], day?: string): Turn => {
  return { id: 't', content: 'x', role, ...(speaker === undefined ? {} : { speaker }), ...(day ? { day } : {}) }
}
const headed = (turns: Turn[], markup: 'once' | 'least' | 'full' = 'once') => {
  const headTurn = headTurns(markup)
  return turns.map((turn) => rendererFor('gpt', { turns: markup }).openTurn(headTurn(turn)).trim())
}

describe('headTurns', () => {
  const turns = [
    say('Ann', 'user', '2026-03-04'),
    say('Bo', 'assistant', '2026-03-04'),
    say('Ann', 'user', '2026-03-04'),
    say('Bo', 'assistant', '2026-04-01'),
    say('Ann', 'user', '2027-01-02'),
  ]

  it('says what role a name has and which year it is once, and a day where it is another', () => {
    expect(headed(turns)).toEqual([
      '## User (Ann), 4 March 2026',
      '## Assistant (Bo)',
      '## Ann',
      '## Bo, 1 April',
      '## Ann, 2 January 2027',
    ])
    expect(headed([say(undefined, 'user'), say(undefined, 'user')])).toEqual(['## User', '## User'])
  })

  it('says them each time where the policy is of before', () => {
    expect(headed(turns, 'least').slice(2, 4)).toEqual(['## User (Ann)', '## Assistant (Bo), 2026-04-01'])
    expect(headed(turns, 'full').slice(2, 4)).toEqual(['## User (Ann)', '## Assistant (Bo)'])
  })

  it('lets no name stand alone that could be taken for a role, a heading or another’s', () => {
    const names = [
      'User',
      'assistant ',
      'Stated by the User in Earlier Turns',
      '[k1] Prices',
      'Ann 3',
      ' ',
      'Summary: x',
    ]
    for (const name of names) expect(headAgain(say(name, 'user'), 'once')).toEqual({ role: 'user', speaker: name })
    expect(headed([say('Ann', 'user'), say('Ann', 'assistant'), say('Ann', 'user')])).toEqual([
      '## User (Ann)',
      '## Assistant (Ann)',
      '## User (Ann)',
    ])
  })

  it('costs in all what a heading costs again, and once what it says for the turns after it', () => {
    const turn = fc.record({
      speaker: fc.constantFrom('Ann', 'Bo B.', 'User', undefined),
      day: fc.constantFrom('2026-03-04', '2026-03-05', '2026-11-05', '2027-11-05'),
    })
    const family = fc.constantFrom(...MODEL_FAMILIES)
    fc.assert(
      fc.property(fc.array(turn), family, fc.constantFrom(...TURN_MARKUPS), (drawn, family, markup) => {
        const { openTurn } = rendererFor(family, { turns: markup })
        const turns = drawn
          .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
          .map(({ speaker, day }) => say(speaker, speaker === 'Ann' ? 'user' : 'assistant', day))
        const headTurn = headTurns(markup)
        const written = turns.reduce((sum, turn) => sum + openTurn(headTurn(turn)).length, 0)
        const once = new Map(
          turns.flatMap((turn) =>
            headingsSaidOnce(turn, markup).map(({ of, heading, without }) => {
              return [of, openTurn(heading).length - openTurn(without).length] as const
            }),
          ),
        )
        const again = turns.reduce((sum, turn) => sum + openTurn(headAgain(turn, markup)).length, 0)
        expect([...once.values()].reduce((sum, length) => sum + length, again)).toBe(written)
      }),
    )
  })
})
