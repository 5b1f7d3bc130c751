import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeChange, describeEffect, describeQuestions } from './effect-words'

const numbersIn = (sentence: string) =>
  (sentence.match(/\d[\d,]*/g) ?? []).map((text) => Number(text.replaceAll(',', '')))
const effect = { hasMet: true, notComposed: 0 }

test('an effect is told with what changes, of how many, and what does not', () => {
  expect(describeEffect({ ...effect, compared: 12, unchanged: 9 })).toBe('3 of 12 contexts change, 9 stay as they are.')
  expect(describeEffect({ ...effect, compared: 1, unchanged: 0 })).toBe('1 of 1 context changes.')
  expect(describeEffect({ ...effect, compared: 1, unchanged: 1 })).toBe('0 of 1 context changes, 1 stays as it is.')
  expect(describeEffect({ ...effect, compared: 2, unchanged: 1, notComposed: 1 })).toBe(
    '1 of 2 contexts changes, 1 stays as it is. 1 context could not be composed.',
  )
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), (changed, unchanged) => {
      const told = describeEffect({ ...effect, compared: changed + unchanged, unchanged })
      expect(numbersIn(told)).toEqual(unchanged === 0 ? [changed, changed] : [changed, changed + unchanged, unchanged])
    }),
  )
})

test('the questions are those that met the module, or it says that none did', () => {
  expect(describeQuestions({ compared: 4, hasMet: true })).toBe(
    'The latest 4 questions that met this module, with what is published and with this draft.',
  )
  expect(describeQuestions({ compared: 1, hasMet: false })).toBe(
    'No recent question met this module: this is the latest question.',
  )
})

test('a change is told with its tokens, its kinds and whether the module comes or goes', () => {
  const counts = { in: 0, out: 1, edited: 0, cut: 2, moved: 0, same: 7 }
  expect(describeChange({ counts, inputTokens: { a: 2_000, b: 588 }, isSent: { a: true, b: false } })).toBe(
    '−1,412 tokens · out 1 · cut differently 2 · this module is no longer sent',
  )
  expect(
    describeChange({
      counts: { ...counts, out: 0, cut: 0 },
      inputTokens: { a: 5, b: 6 },
      isSent: { a: true, b: true },
    }),
  ).toBe('+1 tokens')
})
