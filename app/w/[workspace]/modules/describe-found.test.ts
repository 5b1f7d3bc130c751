import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeFound } from './use-module-search'

const numbersIn = (sentence: string) =>
  (sentence.match(/\d[\d,]*/g) ?? []).map((text) => Number.parseInt(text.replaceAll(',', ''), 10))

test('how much is found is said in the number of the list', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30_000 }), (total) => {
      expect(numbersIn(describeFound(total, false))).toEqual([total])
      expect(numbersIn(describeFound(total, true))).toEqual(total === 0 ? [] : [total])
      expect(describeFound(total, true).includes('found')).toBe(true)
    }),
    { examples: [[0], [1]] },
  )
  expect(describeFound(1, true)).toBe('1 module found')
})
