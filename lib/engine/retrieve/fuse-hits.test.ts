import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuseHits } from './fuse-hits'

const BY_SCORES = { fusion: 'scores', k: 60 } as const
const hits = (scores: Record<string, number>) =>
  Object.entries(scores)
    .sort(([, a], [, b]) => b - a)
    .map(([id, score], at) => ({ id, rank: at + 1, score }))

describe('fuseHits', () => {
  it('by scores: BM25 as share of the best, cosines as they are, by hand', () => {
    const fused = fuseHits(
      [
        { name: 'lexical', weight: 1, hits: hits({ a: 8, b: 4 }) },
        { name: 'vector', weight: 0.5, isBounded: true, hits: hits({ b: 0.9, c: 0.6 }) },
      ],
      BY_SCORES,
    )
    expect(fused.map(({ id, fused }) => [id, Number(fused.toFixed(6))])).toEqual([
      ['a', Number((1 / 1.5).toFixed(6))],
      ['b', Number(((0.5 + 0.45) / 1.5).toFixed(6))],
      ['c', Number((0.3 / 1.5).toFixed(6))],
    ])
    expect(fused[1]).toMatchObject({ ranks: { lexical: 2, vector: 1 }, scores: { lexical: 4, vector: 0.9 } })
  })

  it('by ranks: 1 is first everywhere', () => {
    const list = (name: string) => ({ name, weight: 2, hits: hits({ a: 3, b: 1 }) })
    const [first, second] = fuseHits([list('lexical'), list('vector')], { fusion: 'ranks', k: 60 })
    expect(first?.fused).toBeCloseTo(1, 12)
    expect(second?.fused).toBeCloseTo(61 / 62, 12)
  })

  it('leaves the order of a channel alone whose companion has no weight', () => {
    const scores = fc.dictionary(fc.constantFrom(...'abcdefgh'), fc.double({ min: 0.01, max: 1, noNaN: true }))
    fc.assert(
      fc.property(scores, scores, (lexical, vector) => {
        const fused = fuseHits(
          [
            { name: 'lexical', weight: 1, hits: hits(lexical) },
            { name: 'vector', weight: 0, isBounded: true, hits: hits(vector) },
          ],
          BY_SCORES,
        )
        const found = fused.filter(({ fused }) => fused > 0)
        expect(new Set(found.map(({ id }) => id))).toEqual(new Set(Object.keys(lexical)))
        for (const [at, { id }] of found.entries()) {
          const next = found[at + 1]
          if (next) expect(lexical[id]).toBeGreaterThanOrEqual((lexical[next.id] ?? 0) * (1 - 1e-12))
        }
      }),
    )
  })

  it('stays within 0–1, whatever the weights, scores and order of the lists', () => {
    const list = fc.record({
      weight: fc.constantFrom(0, 0.3, 1, 7, 100),
      isBounded: fc.boolean(),
      scores: fc.dictionary(fc.constantFrom(...'abcdef'), fc.double({ min: -5, max: 50, noNaN: true })),
    })
    fc.assert(
      fc.property(fc.array(list, { maxLength: 4 }), fc.constantFrom('scores', 'ranks'), (given, fusion) => {
        const lists = given.map(({ scores, ...rest }, at) => ({ name: `r${at}`, hits: hits(scores), ...rest }))
        const fused = fuseHits(lists, { fusion, k: 60 })
        for (const { fused: value } of fused) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1 + 1e-9)
        }
        expect(new Set(fuseHits([...lists].reverse(), { fusion, k: 60 }).map(({ id }) => id))).toEqual(
          new Set(fused.map(({ id }) => id)),
        )
      }),
    )
  })
})
