import { expect, it } from 'vitest'
import { describeBroken } from './broken-prefixes'

it('tells what a change costs in caches', () => {
  const broken = { conversations: 3, days: 7, tokens: 1_234, isAtLeast: false }
  expect(describeBroken(broken, 'Publishing')).toBe(
    'Publishing this changes the cached prefix of 3 conversations that were active in the last 7 days; about 1,234 tokens are sent anew once in each.',
  )
  expect(describeBroken({ ...broken, conversations: 1, isAtLeast: true }, 'Merging')).toBe(
    'Merging this changes the cached prefix of at least 1 conversation that was active in the last 7 days; about 1,234 tokens are sent anew once in it.',
  )
})
