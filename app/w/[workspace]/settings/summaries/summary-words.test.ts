import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeSending, describeSummarized } from './summary-words'

const count = fc.integer({ min: 0, max: 30_000 })
const numbersIn = (sentence: string) =>
  (sentence.match(/\d[\d,]*/g) ?? []).map((digits) => Number(digits.replaceAll(',', '')))

test('what is summarized and sent is said in its numbers, one module as one', () => {
  fc.assert(
    fc.property(count, count, (a, b) => {
      const [modules, summarized] = a > b ? [a, b] : [b, a]
      const progress = describeSummarized({ modules, summarized })
      expect(numbersIn(progress)).toEqual(
        modules === 0 ? [] : summarized === modules ? [modules] : [summarized, modules],
      )
      const sending = describeSending(modules, 'Acme')
      expect(numbersIn(sending)).toEqual(modules === 0 ? [] : [modules])
      for (const sentence of modules === 0 ? [] : [progress, sending]) {
        expect(/\d modules?\b/.exec(sentence)?.[0].endsWith('s')).toBe(modules !== 1)
      }
    }),
    {
      examples: [
        [1, 1],
        [1, 0],
        [0, 0],
      ],
    },
  )
})
