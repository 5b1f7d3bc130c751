import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuseRanks } from './fuse-ranks'

const hits = (...ids: string[]) => ids.map((id, at) => ({ id, rank: at + 1, score: 10 - at }))

describe('fuseRanks', () => {
  it('adds w / (k + rank), by hand', () => {
    const fused = fuseRanks(
      [
        { name: 'lexical', weight: 1, hits: hits('a', 'b') },
        { name: 'vector', weight: 2, hits: hits('b', 'c') },
      ],
      60,
    )
    expect(fused.map(({ id }) => id)).toEqual(['b', 'c', 'a'])
    expect(fused[0]?.fused).toBeCloseTo(1 / 62 + 2 / 61, 12)
    expect(fused[0]?.ranks).toEqual({ lexical: 2, vector: 1 })
    expect(fused[1]?.ranks).toEqual({ vector: 2 })
  })

  it('takes a weight of 0 for what it says', () => {
    const fused = fuseRanks(
      [
        { name: 'lexical', weight: 1, hits: hits('a', 'b') },
        { name: 'vector', weight: 0, hits: hits('z', 'b') },
      ],
      60,
    )
    expect(fused.map(({ id, fused: score }) => [id, score])).toEqual([
      ['a', 1 / 61],
      ['b', 1 / 62],
      ['z', 0],
    ])
  })

  it('does not depend on the order of the lists, and counts an id once per list', () => {
    const list = fc.array(fc.constantFrom(...'abcdef'), { maxLength: 8 }).map((ids) => hits(...ids))
    fc.assert(
      fc.property(list, list, (left, right) => {
        const a = { name: 'a', weight: 1, hits: left }
        const b = { name: 'b', weight: 3, hits: right }
        const fused = fuseRanks([a, b], 60)
        expect(fuseRanks([b, a], 60).map(({ id }) => id)).toEqual(fused.map(({ id }) => id))
        for (const hit of fused) {
          const rank = (of: typeof left) => of.find(({ id }) => id === hit.id)?.rank ?? Number.POSITIVE_INFINITY
          expect(hit.fused).toBeCloseTo(1 / (60 + rank(left)) + 3 / (60 + rank(right)), 12)
        }
      }),
    )
  })
})
