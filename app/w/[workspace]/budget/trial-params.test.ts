import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KNOWN_MODELS, type ModelSpec, SECTION_NAMES } from '@/lib/engine'
import { parseAsShares } from './search-params'
import { offeredModels, toTrial, toTrialParams } from './trial-params'
import { shiftShare, type Trial } from './what-if'

const model: ModelSpec = { id: 'loadout', family: 'gpt', contextWindow: 16_000, maxOutputTokens: 1_000 }
const shares = { instructions: 0.12, profile: 0.03, knowledge: 0.5, history: 0.15, query: 0.1 }
const original: Trial = { model, shares }
const offered = offeredModels([], original)
const nothing = { model: null, window: null, reserve: null, shares: null }

describe('a trial in the address', () => {
  it('comes back as it was, whatever is tried', () => {
    const trials = fc.record({
      id: fc.constantFrom(model.id, ...KNOWN_MODELS.map(({ id }) => id)),
      window: fc.option(fc.integer({ min: 1, max: 2_000_000 }), { nil: null }),
      reserve: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: null }),
      moved: fc.integer({ min: -300, max: 300 }),
      border: fc.integer({ min: 0, max: SECTION_NAMES.length - 2 }),
    })
    fc.assert(
      fc.property(trials, ({ id, window, reserve, moved, border }) => {
        const [left, right] = [SECTION_NAMES[border], SECTION_NAMES[border + 1]]
        if (!left || !right) return
        const trial = toTrial(original, { ...nothing, model: id, window, reserve }, offered)
        const tried = { ...trial, shares: shiftShare(shares, left, right, moved / 1_000) }
        const params = toTrialParams(original, tried, offered)
        const text = params.shares && parseAsShares.serialize(params.shares)
        const back = toTrial(original, { ...params, shares: text === null ? null : parseAsShares.parse(text) }, offered)
        expect(back.model).toEqual(tried.model)
        for (const name of SECTION_NAMES) expect(back.shares[name]).toBeCloseTo(tried.shares[name], 3)
      }),
    )
  })

  it('says nothing when nothing is changed', () => {
    expect(toTrialParams(original, original, offered)).toEqual(nothing)
    expect(toTrial(original, nothing, offered)).toEqual(original)
  })

  it.each(['knowledge', 'knowledge:', 'knowledge:x', 'knowledge:-1', 'knowledge:101', 'other:5'])(
    'does not take %j for shares',
    (text) => expect(parseAsShares.parse(text)).toBeNull(),
  )

  it('takes numbers that cannot be as not said', () => {
    const params = { model: 'no-such-model', window: 0, reserve: -5, shares: { knowledge: 0.9 } }
    expect(toTrial(original, params, offered)).toEqual(original)
  })
})
