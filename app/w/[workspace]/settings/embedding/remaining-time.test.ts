import { expect, test } from 'vitest'
import { remainingText } from './remaining-time'

const start = { at: 0, done: 100 }

test.each([
  [{ at: 1_000, done: 100 }, 1_000, ''],
  [{ at: 2_000, done: 200 }, 1_000, 'about 16 s left'],
  [{ at: 2_000, done: 101 }, 10_000, 'about 6 h left'],
  [{ at: 60_000, done: 300 }, 1_000, 'about 4 min left'],
  [{ at: 60_000, done: 1_000 }, 1_000, ''],
])('from %o of %i: %s', (now, total, text) => {
  expect(remainingText(start, now, total)).toBe(text)
})
