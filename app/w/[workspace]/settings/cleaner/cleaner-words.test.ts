import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOISE_KINDS as KINDS_OF_ENGINE } from '@/lib/engine'
import {
  describeChange,
  describeKind,
  describeProgress,
  describeSaving,
  NOISE_KINDS,
  NOISE_WORDS,
} from './cleaner-words'

const count = fc.integer({ min: 0, max: 3_000_000 })
const numbersIn = (sentence: string) =>
  (sentence.match(/\d[\d,]*/g) ?? []).map((digits) => Number(digits.replaceAll(',', '')))

describe('what the cleaner says', () => {
  it('names every kind there is', () => {
    expect(NOISE_KINDS).toEqual([...KINDS_OF_ENGINE])
  })

  it('has the numbers of what was counted', () => {
    fc.assert(
      fc.property(count, count, fc.constantFrom(...NOISE_KINDS), (a, b, kind) => {
        const [more, fewer] = a > b ? [a, b] : [b, a]
        const saved = more - fewer
        expect(numbersIn(describeSaving({ tokens: more, cleanTokens: fewer }))).toEqual(
          saved === 0 ? [more] : [saved, more, fewer],
        )
        expect(numbersIn(describeProgress({ modules: more, prepared: fewer }))).toEqual(
          more === 0 ? [] : fewer >= more ? [more] : [fewer, more],
        )
        expect(numbersIn(describeChange({ modules: more }))).toEqual(more === 0 ? [] : [more])
        const own = numbersIn(NOISE_WORDS[kind].label)
        expect(numbersIn(describeKind({ kind, count: a, tokens: b }))).toEqual([...own, a, b])
      }),
    )
  })

  it('says one module as one', () => {
    expect(describeChange({ modules: 1 })).toMatch(/^1 module will/)
    expect(describeKind({ kind: 'comments', count: 1, tokens: 1 })).toBe('Comments: 1 place, 1 token')
  })
})
