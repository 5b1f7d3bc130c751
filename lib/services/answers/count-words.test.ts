import { expect, test } from 'vitest'
import { countWords } from './count-words'

test.each([
  ['', '0 words'],
  ['Hello', '1 word'],
  ['Don’t count - these: dashes, [k1] counts.', '6 words'],
  ['一二三', '3 words'],
  ['word '.repeat(1_234), '1,234 words'],
])('%j has %s', (text, expected) => {
  expect(countWords(text)).toBe(expected)
})
