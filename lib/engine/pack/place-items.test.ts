import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCandidate } from '../assemble/prepared.fixture'
import { mergeCandidates } from './merge-candidates'
import { describePlacement, placeItems } from './place-items'

const items = (...starts: [moduleId: string, start: number][]) =>
  mergeCandidates(
    starts.map(([moduleId, startOffset]) =>
      makeCandidate(moduleId, 'text', { startOffset, chunkId: `${moduleId}#${startOffset}` }),
    ),
  )
const show = (placed: ReturnType<typeof items>) =>
  placed.map(({ module, parts }) => `${module.moduleId}${parts[0]?.sourceStart}`).join(' ')

describe('placeItems', () => {
  it('puts the best at both ends, the weakest in the middle', () => {
    expect(show(placeItems(items(['a', 0], ['b', 0], ['c', 0], ['d', 0], ['e', 0]), 'ends'))).toBe('a0 c0 e0 d0 b0')
  })

  it('keeps the parts of a module together, in the order of its text', () => {
    const parts = items(['a', 90], ['b', 0], ['a', 10], ['c', 0])
    expect(show(placeItems(parts, 'ends'))).toBe('a10 a90 c0 b0')
    expect(show(placeItems(parts, 'rank'))).toBe('a10 a90 b0 c0')
  })

  it('says in the trace what stands where, where there is a choice', () => {
    const three = items(['a', 0], ['b', 0], ['c', 0])
    expect(describePlacement(three, placeItems(three, 'ends'))).toMatch(/: a@1 \(1\), c@1 \(3\), b@1 \(2\)$/)
    expect(describePlacement(three.slice(1), three.slice(1))).toBeUndefined()
  })

  it('loses and doubles nothing, and ranks fall from both ends', () => {
    const part = fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      fc.nat(20).map((start) => 10 * start),
    )
    fc.assert(
      fc.property(fc.uniqueArray(part, { selector: String }), (parts) => {
        const given = items(...parts)
        const placed = placeItems(given, 'ends')
        expect(new Set(placed)).toEqual(new Set(given))
        const ranks = [...new Set(given.map(({ module }) => module.moduleId))]
        const order = [...new Set(placed.map(({ module }) => ranks.indexOf(module.moduleId)))]
        const lowest = order.indexOf(Math.max(...order))
        expect(order.slice(0, lowest + 1)).toEqual(order.slice(0, lowest + 1).toSorted((a, b) => a - b))
        expect(order.slice(lowest)).toEqual(order.slice(lowest).toSorted((a, b) => b - a))
      }),
    )
  })
})
