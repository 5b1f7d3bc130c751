import { expect, it } from 'vitest'
import { cutText } from './cut-text'

it('cuts a text to a length, and no character in its middle', () => {
  expect(cutText('a😀b', 4)).toBe('a😀b')
  expect(cutText('a😀b', 3)).toBe('a😀')
  expect(cutText('a😀b', 2)).toBe('a')
  expect(cutText('a😀b', 1)).toBe('a')
  expect(cutText('😀', 1)).toBe('')
  expect(cutText('😀', 0)).toBe('')
  expect(cutText('a', -1)).toBe('')
})
