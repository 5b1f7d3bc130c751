import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeFound } from './use-module-search'

const numbersIn = (sentence: string) =>
  (sentence.match(/\d[\d,]*/g) ?? []).map((text) => Number.parseInt(text.replaceAll(',', ''), 10))
const count = fc.integer({ min: 0, max: 30_000 })

test('how much is found is said in the numbers of each way it was found', () => {
  fc.assert(
    fc.property(count, count, (named, inside) => {
      expect(numbersIn(describeFound(named, undefined, false))).toEqual([named])
      const isEmpty = named + inside === 0
      expect(numbersIn(describeFound(named, inside, false))).toEqual(isEmpty ? [] : [named + inside, named, inside])
      // what is not loaded yet may be among those of the text: no sum is claimed
      expect(numbersIn(describeFound(named, inside, true))).toEqual(isEmpty ? [] : [named, inside])
    }),
    { examples: [[0, 0]] },
  )
})
