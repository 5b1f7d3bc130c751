import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toLiveSegments } from './live-segments'
import { countDocuments, searchByVector, searchLexically } from './search-segments'
import { buildSegment, type DocumentGroup, type IndexedDocument, type Segment } from './segment'

const document: fc.Arbitrary<Omit<IndexedDocument, 'ordinal'>> = fc
  .record({
    terms: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 4 })), {
      selector: ([id]) => id,
      maxLength: 6,
    }),
    vector: fc.option(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }))),
  })
  .map(({ terms, vector }) => {
    const sorted = terms.toSorted(([a], [b]) => a - b)
    return {
      length: sorted.reduce((sum, [, count]) => sum + count, 0),
      termIds: Int32Array.from(sorted, ([id]) => id),
      frequencies: Float32Array.from(sorted, ([, count]) => count),
      vector: vector && Float32Array.from(vector),
    }
  })

/** Each step brings groups in and leaves some of those before out. */
const steps = fc.array(
  fc.record({
    added: fc.array(fc.array(document, { maxLength: 4 }), { maxLength: 5 }),
    keep: fc.infiniteStream(fc.boolean()),
  }),
  { minLength: 1, maxLength: 6 },
)

it('finds after any series of changes what one segment of what is left finds', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (steps) => {
      let segments: Segment[] = []
      let left: DocumentGroup[] = []
      let made = 0
      for (const { added: arriving, keep } of steps) {
        const groups = arriving.map((documents) => ({
          key: `g${made++}`,
          documents: documents.map((each, ordinal) => ({ ...each, ordinal })),
        }))
        left = [...left.filter(() => keep.next().value), ...groups]
        const positions = new Map(left.map(({ key }, at) => [key, at]))
        const added = groups.length > 0 ? [await buildSegment(groups)] : []
        const live = await toLiveSegments([...segments, ...added], positions)
        segments = live.map(({ segment }) => segment)
        const oracle = await toLiveSegments([await buildSegment(left)], positions)
        const open = new Uint8Array(left.length).map((_, i) => (i % 3 === 2 ? 0 : 1))
        const termIds = [1, 2, 3, 5, 8]
        expect(await countDocuments(live, termIds)).toEqual(await countDocuments(oracle, termIds))
        const query = { weights: termIds.map((id): [number, number] => [id, 1 / id]) }
        const options = { averageLength: 7, limit: 5 }
        expect(await searchLexically(live, open, query, options)).toEqual(
          await searchLexically(oracle, open, query, options),
        )
        const embedding = Float64Array.of(0.6, 0.8)
        expect(await searchByVector(live, open, embedding, 5)).toEqual(await searchByVector(oracle, open, embedding, 5))
      }
    }),
  )
})
