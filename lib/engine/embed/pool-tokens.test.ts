import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanDirection, mixParent, poolTokens } from './pool-tokens'

const norm = (vector: ArrayLike<number>) => Math.hypot(...Array.from(vector))
const vectorOf = (size: number) => fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size, maxLength: size })

describe('poolTokens', () => {
  const tokens = [
    { start: 0, end: 3, vector: [1, 0] },
    { start: 4, end: 8, vector: [0, 1] },
    { start: 9, end: 12, vector: [-1, 0] },
  ]

  it('takes the mean of the tokens that a span touches, scaled to unit length', () => {
    const [first, both, none] = poolTokens(tokens, [
      { start: 0, end: 3 },
      { start: 2, end: 5 },
      { start: 12, end: 20 },
    ])
    expect(Array.from(first ?? [])).toEqual([1, 0])
    expect(Array.from(both ?? [])).toEqual([Math.SQRT1_2, Math.SQRT1_2].map(Math.fround))
    expect(none).toBeUndefined()
  })

  it('is zero where the tokens cancel out', () => {
    expect(Array.from(meanDirection([tokens[0]?.vector ?? [], tokens[2]?.vector ?? []]))).toEqual([0, 0])
  })

  it('gives the same vector for a span whatever the other spans are', () => {
    const span = fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }))
    fc.assert(
      fc.property(span, fc.array(span), (one, others) => {
        expect(poolTokens(tokens, [...others, one]).at(-1)).toEqual(poolTokens(tokens, [one])[0])
      }),
    )
  })
})

describe('mixParent', () => {
  it('is the vector itself at 0 and its parent at 1', () => {
    expect(mixParent([0.6, 0.8], [1, 0], 0)).toEqual([0.6, 0.8])
    expect(Array.from(mixParent([0.6, 0.8], [1, 0], 1))).toEqual([1, 0])
  })

  it('comes closer to the parent with its share, and keeps its length', () => {
    fc.assert(
      fc.property(vectorOf(4), vectorOf(4), (a, b) => {
        fc.pre(norm(a) > 0 && norm(b) > 0)
        const [vector, parent] = [a, b].map((values) => values.map((value) => value / norm(values))) as [
          number[],
          number[],
        ]
        const cosines = [0, 0.25, 0.5, 0.75].map((share) => {
          const mixed = Array.from(mixParent(vector, parent, share))
          expect(norm(mixed) === 0 || Math.abs(norm(mixed) - 1) < 1e-6).toBe(true)
          return mixed.reduce((sum, value, i) => sum + value * (parent[i] ?? 0), 0)
        })
        for (let i = 1; i < cosines.length; i++) expect(cosines[i]).toBeGreaterThanOrEqual((cosines[i - 1] ?? 0) - 1e-6)
      }),
    )
  })
})
