import { expect, it } from 'vitest'
import { formatWait, tellWaits } from './review-words'

it.each([
  [0, 'under 1 min'],
  [59, '59 min'],
  [60, '1 h'],
  [95, '1.6 h'],
  [2_879, '48 h'],
  [2_880, '2 days'],
  [10_000, '6.9 days'],
])('says %i minutes as %s', (minutes, words) => {
  expect(formatWait(minutes)).toBe(words)
})

it('says what waits came to', () => {
  expect(tellWaits('Merged after', null)).toBe('Merged after: none yet')
  expect(tellWaits('Merged after', { count: 1, median: 5, p90: 5 })).toBe('Merged after: 5 min (1 request)')
  expect(tellWaits('Merged after', { count: 12, median: 0, p90: 90 })).toBe(
    'Merged after: half within 1 min, nine of ten within 1.5 h (12 requests)',
  )
})
