import { expect, it } from 'vitest'
import { describeAge, describePrices, isOutdated } from './prices-words'

const listed = { input: 2.5, cachedInput: 0.25, output: 15, asOf: '2026-11' }
const { asOf: _, ...typed } = listed

it('says what prices are and when they are from', () => {
  expect(describePrices(listed)).toBe('$2.5 in, $15 out (Nov 2026)')
  expect(describePrices(typed)).toBe('$2.5 in, $15 out')
  expect(describeAge(listed)).toBe('Nov 2026')
  expect(describeAge(typed)).toBe('')
  expect(describeAge(undefined)).toBe('')
})

it('offers those of the list where the model has others, or none', () => {
  expect(isOutdated(listed, listed)).toBe(false)
  expect(isOutdated({ ...listed, output: 14, asOf: '2026-03' }, listed)).toBe(true)
  expect(isOutdated(typed, listed)).toBe(true)
  expect(isOutdated(undefined, listed)).toBe(true)
  expect(isOutdated(listed, null)).toBe(false)
})
