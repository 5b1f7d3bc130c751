import { expect, test } from 'vitest'
import { replaceSpan } from './replace-span'

test('a span is replaced where it stands, also when text above it has grown, and never at another place', () => {
  expect(replaceSpan('one two one', 8, 'one', 'three')).toBe('one two three')
  expect(replaceSpan('more text. one two', 0, 'one', 'three')).toBe('more text. three two')
  expect(replaceSpan('one two one', 1, 'one', 'three')).toBeNull()
  expect(replaceSpan('something else', 0, 'one', 'three')).toBeNull()
  expect(replaceSpan('text', 2, '', 'x')).toBeNull()
})
