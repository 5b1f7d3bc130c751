import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bm25Norm, bm25Weight } from '@/lib/engine'
import { uniformNumbers } from '@/lib/engine/numbers/seeded-random'
import type { Hit } from './best-hits'
import { toLiveSegments } from './live-segments'
import { countDocuments, searchLexically } from './search-segments'
import { buildSegment, type DocumentGroup } from './segment'

const TERMS = 40

/** Documents whose terms are as unevenly common as words; half of all are of few different lengths, so that scores tie. */
function makeGroups(count: number, random: () => number, from: number): DocumentGroup[] {
  return Array.from({ length: count }, (_, group) => ({
    key: `g${from + group}`,
    documents: Array.from({ length: Math.floor(random() * 6) }, (_, ordinal) => {
      const ids = [...Array(TERMS).keys()].filter((id) => random() < 1 / (id + 1) ** 0.7)
      const frequencies = ids.map(() => (random() < 0.5 ? 1 : 1 + Math.floor(random() * 9)))
      const length = random() < 0.5 ? 10 : 1 + Math.floor(random() * 60)
      return {
        ordinal,
        length,
        termIds: Int32Array.from(ids),
        frequencies: Float32Array.from(frequencies),
        vector: null,
      }
    }),
  }))
}

/** Every document of every open group, term by ascending id. */
function searchAll(
  groups: DocumentGroup[],
  open: Uint8Array,
  weights: [number, number][],
  { averageLength, limit }: { averageLength: number; limit: number },
): Hit[] {
  const hits = groups.flatMap(({ documents }, module) =>
    documents.map(({ ordinal, length, termIds, frequencies }) => {
      let score = 0
      for (const [id, idf] of weights) {
        const at = termIds.indexOf(id)
        if (at >= 0) score += idf * bm25Weight(frequencies[at] ?? 0, bm25Norm(length, averageLength))
      }
      return { module, ordinal, score }
    }),
  )
  return hits
    .filter(({ module, score }) => open[module] === 1 && score > 0)
    .sort((a, b) => b.score - a.score || a.module - b.module || a.ordinal - b.ordinal)
    .slice(0, limit)
}

const runs = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  sizes: fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 3 }),
  /** Of the modules: how many a search may see, and how many are still there. */
  openShare: fc.constantFrom(0.02, 0.3, 1),
  keptShare: fc.constantFrom(0.7, 1),
  terms: fc.integer({ min: 1, max: 12 }),
  limit: fc.integer({ min: 1, max: 12 }),
})

it('finds the best documents with the scores that looking at each of them gives', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(runs, async ({ seed, sizes, openShare, keptShare, terms, limit }) => {
      const random = uniformNumbers(seed)
      const made: DocumentGroup[][] = []
      for (const size of sizes) made.push(makeGroups(size, random, made.flat().length))
      const segments = await Promise.all(made.map(buildSegment))
      const left = made.flat().filter(() => random() < keptShare)
      const live = await toLiveSegments(segments, new Map(left.map(({ key }, at) => [key, at])))
      const open = Uint8Array.from(left, () => (random() < openShare ? 1 : 0))
      const ids = [...Array(TERMS).keys()].filter(() => random() < terms / TERMS)
      const frequencies = await countDocuments(live, ids)
      const expected = new Map(
        ids.map((id) => [id, left.flatMap((group) => group.documents).filter((d) => d.termIds.includes(id)).length]),
      )
      expect(frequencies).toEqual(new Map([...expected].filter(([, count]) => count > 0)))
      const weights = ids.map((id): [number, number] => [id, Math.log(1 + 400 / (1 + (expected.get(id) ?? 0)))])
      for (const averageLength of [20, 12]) {
        const options = { averageLength, limit }
        expect(await searchLexically(live, open, { weights }, options)).toEqual(searchAll(left, open, weights, options))
      }
    }),
    { numRuns: 150 },
  )
})
