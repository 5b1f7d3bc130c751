import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Excerpt, spanMetrics } from './span-metrics'

const at = (start: number, end: number, documentId = 'a'): Excerpt => ({ documentId, start, end })

describe('spanMetrics', () => {
  it.each<[string, Excerpt[], Excerpt[], [number, number, number]]>([
    ['exactly what is relevant', [at(2, 6)], [at(2, 6)], [1, 1, 1]],
    ['half of it and as much else', [at(4, 8)], [at(2, 6)], [0.5, 0.5, 2 / 6]],
    ['the same twice: found once, paid twice', [at(2, 6), at(2, 6)], [at(2, 6)], [1, 0.5, 0.5]],
    ['one of two', [at(0, 10)], [at(0, 5), at(20, 25)], [0.5, 0.5, 5 / 15]],
    ['the right place in another document', [at(2, 6, 'b')], [at(2, 6)], [0, 0, 0]],
    ['nothing', [], [at(2, 6)], [0, 1, 0]],
  ])('rates %s', (_name, retrieved, relevant, [recall, precision, iou]) => {
    expect(spanMetrics(retrieved, relevant)).toEqual({ recall, precision, iou })
  })

  it('agrees with counting each place', () => {
    const excerpt = fc
      .record({ documentId: fc.constantFrom('a', 'b'), start: fc.nat(30), length: fc.integer({ min: 1, max: 12 }) })
      .map(({ documentId, start, length }) => ({ documentId, start, end: start + length }))
    const places = ({ documentId, start, end }: Excerpt) =>
      Array.from({ length: end - start }, (_, i) => `${documentId}${start + i}`)
    fc.assert(
      fc.property(fc.array(excerpt, { maxLength: 6 }), excerpt, (retrieved, relevant) => {
        const sent = retrieved.flatMap(places)
        const wanted = places(relevant)
        const found = wanted.filter((place) => sent.includes(place)).length
        const result = spanMetrics(retrieved, [relevant])
        expect(result.recall).toBeCloseTo(found / wanted.length)
        expect(result.precision).toBeCloseTo(sent.length === 0 ? 1 : found / sent.length)
        expect(result.iou).toBeCloseTo(found / (sent.length + wanted.length - found))
      }),
    )
  })
})
