import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFloor } from './find-floor'

const fraction = fc.double({ min: 0, max: 1, noNaN: true })

describe('findFloor', () => {
  it('stands where the scores part', () => {
    const good = [0.92, 0.9, 0.85]
    const weak = Array.from({ length: 20 }, (_, at) => 0.1 + at / 200)
    const { value, isLearned } = findFloor([...weak, ...good], 0.1)
    expect(isLearned).toBe(true)
    expect([...weak, ...good].filter((score) => score >= value)).toEqual(good)
  })

  it('does not cut a library of only relevant things', () => {
    const alike = Array.from({ length: 30 }, (_, at) => 0.6 + at / 100)
    const { value } = findFloor(alike, 0.4)
    expect(alike.filter((score) => score < value)).toEqual([])
  })

  it('is a share of the best where there are too few', () => {
    expect(findFloor([0.8, 0.2], 0.4)).toEqual({ value: 0.4 * 0.8, isLearned: false })
    expect(findFloor([], 0.4)).toEqual({ value: 0, isLearned: false })
    expect(
      findFloor(
        Array.from({ length: 30 }, () => 0.5),
        0,
      ),
    ).toEqual({ value: 0, isLearned: false })
  })

  it('finds the parting with the least variance inside both groups, as trying each does', () => {
    const spread = (values: number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    }
    fc.assert(
      fc.property(fc.array(fraction, { minLength: 10, maxLength: 30 }), (values) => {
        const sorted = values.toSorted((a, b) => a - b)
        const within = (count: number) => spread(sorted.slice(0, count)) + spread(sorted.slice(count))
        const best = Math.min(...sorted.slice(1).map((_, at) => within(at + 1)))
        // unbounded, the floor is the parting itself
        const { value } = findFloor(values, 1e-9)
        const parting = sorted.findIndex((score) => score >= value)
        const isBounded = value >= 0.3 * (sorted.at(-1) ?? 0) - 1e-12
        if (!isBounded && parting > 0) expect(within(parting)).toBeCloseTo(best, 6)
      }),
    )
  })

  it('lies between the share and 30 % of the best', () => {
    fc.assert(
      fc.property(
        fc.array(fraction, { minLength: 10, maxLength: 30 }),
        fc.double({ min: 0.01, max: 0.3, noNaN: true }),
        (values, share) => {
          const best = Math.max(...values)
          const { value } = findFloor(values, share)
          expect(value).toBeGreaterThanOrEqual(share * best)
          expect(value).toBeLessThanOrEqual(0.3 * best + 1e-12)
        },
      ),
    )
  })
})
