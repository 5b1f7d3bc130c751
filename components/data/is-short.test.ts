import { expect, it } from 'vitest'
import { isShort } from './is-short'

it('counts texts and values, however deep', () => {
  expect(isShort({ a: ['one', { b: 'two' }], c: null }, 13)).toBe(true)
  expect(isShort({ a: ['one', { b: 'two' }], c: null }, 12)).toBe(false)
  expect(isShort('x'.repeat(1_000), 1_000)).toBe(false)
  expect(isShort(undefined, 2)).toBe(true)
})

it('looks at no more than the limit', () => {
  let read = 0
  const texts = Array.from({ length: 10_000 }, () => ({
    get text() {
      read++
      return 'a text of some length'
    },
  }))
  expect(isShort({ texts }, 1_000)).toBe(false)
  expect(read).toBeLessThan(1_000)
})
