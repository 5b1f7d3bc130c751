import { expect, it } from 'vitest'
import { earnWeight, rankAmong } from './earn-weight'

const documents = [
  [{ id: 1, count: 2 }],
  [
    { id: 1, count: 1 },
    { id: 2, count: 1 },
  ],
  [{ id: 3, count: 1 }],
]
const vectors = [
  [1, 0],
  [0.6, 0.8],
  [0, 1],
]

it('ranks the document of a query by words and by vectors, and what has no score last', () => {
  const rank = rankAmong(documents, vectors)
  const query = { document: 1, terms: [{ id: 2, count: 1 }] }
  expect(rank(query, [0, 1])).toEqual({ byVectors: 2, byWords: 1 })
  expect(rank(query, []).byVectors).toBe(3)
})

it('is the square of how much better vectors find, drawn to the prior while little is known', () => {
  const found = (count: number, byVectors: number, byWords: number) =>
    earnWeight(Array.from({ length: count }, () => ({ byVectors, byWords })))
  expect(earnWeight([])).toBe(0.5)
  expect(found(20, 1, 1)).toBe(0.75)
  expect(found(100_000, 2, 1)).toBeCloseTo(0.25, 3)
  expect(found(100_000, 1, 9)).toBeCloseTo(2, 3)
})
