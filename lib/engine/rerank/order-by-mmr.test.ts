import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderByMmr } from './order-by-mmr'

type Item = { id: number; score: number; group: number }
const score = (item: Item) => item.score
const similarity = (a: Item, b: Item) => (a.group === b.group ? 1 : 0)

describe('orderByMmr', () => {
  it('prefers something new over a second helping of the same', () => {
    const items = [
      { id: 1, score: 0.9, group: 1 },
      { id: 2, score: 0.85, group: 1 },
      { id: 3, score: 0.5, group: 2 },
    ]
    expect(orderByMmr(items, 0.5, 3, score, similarity).map(({ id }) => id)).toEqual([1, 3, 2])
    expect(orderByMmr(items, 1, 3, score, similarity).map(({ id }) => id)).toEqual([1, 2, 3])
    expect(orderByMmr(items, 0.5, 0, score, similarity)).toEqual([])
  })

  it('agrees with the formula computed afresh for every step', () => {
    const item = fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), group: fc.integer({ min: 0, max: 3 }) })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), (fields, lambda) => {
        const items = fields.map((field, id) => ({ id, ...field }))
        const expected: Item[] = []
        while (expected.length < Math.min(6, items.length)) {
          const open = items.filter((candidate) => !expected.includes(candidate))
          const value = (candidate: Item) =>
            lambda * candidate.score - (1 - lambda) * Math.max(0, ...expected.map((e) => similarity(e, candidate)))
          const best = open.reduce((winner, candidate) => (value(candidate) > value(winner) ? candidate : winner))
          expected.push(best)
        }
        expect(orderByMmr(items, lambda, 6, score, similarity)).toEqual(expected)
      }),
    )
  })
})
