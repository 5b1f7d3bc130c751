import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mrr, ndcgAtK, recallAtK, reciprocalRank } from './ranking-metrics'

const relevant = new Set(['b', 'd', 'x'])
const ranked = ['a', 'b', 'c', 'd']

describe('ranking metrics by hand', () => {
  it('counts recall over what is relevant', () => {
    expect(recallAtK(ranked, relevant, 2)).toBe(1 / 3)
    expect(recallAtK(ranked, relevant, 4)).toBe(2 / 3)
    expect(recallAtK(ranked, new Set(), 4)).toBe(1)
  })

  it('takes the reciprocal of the first relevant position', () => {
    expect(reciprocalRank(ranked, relevant)).toBe(1 / 2)
    expect(reciprocalRank(ranked, new Set(['z']))).toBe(0)
    expect(
      mrr([
        { ranked, relevant },
        { ranked, relevant: new Set(['a']) },
        { ranked, relevant: new Set(['z']) },
      ]),
    ).toBe(0.5)
    expect(mrr([])).toBe(0)
  })

  it('discounts graded gains', () => {
    const gains = new Map([
      ['d1', 3],
      ['d2', 2],
      ['d3', 3],
      ['d4', 0],
      ['d5', 1],
      ['d6', 2],
    ])
    // 7/1 + 3/1.58496 + 7/2 + 0 + 1/2.58496 + 3/2.80735 = 13.84826
    // ideal 3 3 2 2 1 0: 7/1 + 7/1.58496 + 3/2 + 3/2.32193 + 1/2.58496 = 14.59539
    expect(ndcgAtK(['d1', 'd2', 'd3', 'd4', 'd5', 'd6'], gains, 6)).toBeCloseTo(13.84826 / 14.59539, 5)
    expect(ndcgAtK(['d4'], gains, 3)).toBe(0)
    expect(ndcgAtK(['q'], new Map([['d1', 0]]), 3)).toBe(1)
  })
})

describe('ranking metrics in general', () => {
  const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { minLength: 1 })

  it('the ideal order has ndcg 1 and no order has more', () => {
    fc.assert(
      fc.property(ids, fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 10, maxLength: 10 }), (order, grades) => {
        const gains = new Map(order.map((id, at) => [id, grades[at] ?? 0]))
        const ideal = [...order].sort((a, b) => (gains.get(b) ?? 0) - (gains.get(a) ?? 0))
        expect(ndcgAtK(ideal, gains, 5)).toBeCloseTo(1, 12)
        expect(ndcgAtK(order, gains, 5)).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
  })
})
