import encoding from 'js-tiktoken/ranks/o200k_base'
import { expect, it } from 'vitest'
import { toRankOf } from './byte-ranks'
import { NO_RANK } from './pair-counter'

it('finds each token of an encoding by its bytes, wherever they stand, and nothing else', () => {
  const tokens = encoding.bpe_ranks.split(' ').slice(2)
  const rankOf = toRankOf(tokens)
  const known = new Set(tokens)
  const wrong = tokens.filter((token, rank) => {
    const bytes = atob(token)
    const longer = `${bytes}\xff`
    return rankOf(`ab${bytes}c`, 2, 2 + bytes.length) !== rank || isKnown(longer) !== known.has(btoa(longer))
  })
  function isKnown(bytes: string): boolean {
    return rankOf(bytes, 0, bytes.length) !== NO_RANK
  }
  expect(tokens.length).toBeGreaterThan(199_000)
  expect(wrong).toEqual([])
  expect(rankOf('x'.repeat(100_000), 0, 100_000)).toBe(NO_RANK)
})
