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

  it('takes the mean of the tokens that a span touches, scaled to unit length', async () => {
    const [first, both, none] = await poolTokens(
      [tokens],
      [
        { start: 0, end: 3 },
        { start: 2, end: 5 },
        { start: 12, end: 20 },
      ],
    )
    expect(Array.from(first ?? [])).toEqual([1, 0])
    expect(Array.from(both ?? [])).toEqual([Math.SQRT1_2, Math.SQRT1_2].map(Math.fround))
    expect(none).toBeUndefined()
  })

  it('is zero where the tokens cancel out', () => {
    expect(Array.from(meanDirection([tokens[0]?.vector ?? [], tokens[2]?.vector ?? []]))).toEqual([0, 0])
  })

  it('pools as looking at all tokens for each span does, whatever the other spans and the parts are', async () => {
    const span = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({ start, end: start + length + 1 }))
    const token = fc.record({ gap: fc.nat(3), length: fc.nat(5), vector: vectorOf(3) })
    await fc.assert(
      fc.asyncProperty(fc.array(span), fc.array(token), fc.integer({ min: 1, max: 7 }), async (spans, drawn, size) => {
        let at = 0
        const text = drawn.map(({ gap, length, vector }) => {
          const start = at + gap
          at = start + length + 1
          return { start, end: at, vector }
        })
        const parts = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
          text.slice(i * size, (i + 1) * size),
        )
        const expected = spans.map(({ start, end }) => {
          const inside = text.filter((each) => each.start < end && each.end > start)
          return inside.length > 0 ? meanDirection(inside.map(({ vector }) => vector)) : undefined
        })
        expect(await poolTokens(parts, spans)).toEqual(expected)
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
