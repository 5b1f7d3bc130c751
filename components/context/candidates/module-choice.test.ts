import { expect, it } from 'vitest'
import { isSameChoice, withChoice } from './module-choice'

it('pins or excludes a module, never both, and takes it back', () => {
  const pinned = withChoice({ pins: [], excludes: ['a', 'b'] }, 'a', 'pin')
  expect(pinned).toEqual({ pins: ['a'], excludes: ['b'] })
  expect(withChoice(pinned, 'a', 'exclude')).toEqual({ pins: [], excludes: ['b', 'a'] })
  expect(withChoice(pinned, 'a', null)).toEqual({ pins: [], excludes: ['b'] })
  expect(withChoice(pinned, 'a', 'pin')).toEqual(pinned)
})

it('knows the same choice in another order', () => {
  expect(isSameChoice(['a', 'b'], ['b', 'a'])).toBe(true)
  expect(isSameChoice(['a'], ['a', 'b'])).toBe(false)
  expect(isSameChoice(['a', 'c'], ['a', 'b'])).toBe(false)
})
