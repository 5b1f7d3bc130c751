import { placeOf, tableSize } from '../text/hash'
import { rememberedShingles } from '../text/shingles'
import type { Candidate } from '../vocabulary/types'

/** One shingle in so many stands for the rest (Broder 1997): what shares a third of a hundred is missed once in eighty. */
const SAMPLE = 8

export const sampleShingles = ({ text }: Candidate): Int32Array =>
  rememberedShingles(text).filter((shingle) => shingle % SAMPLE === 0)

/** Pairs of samples with an element in common, each once, the earlier first. */
export function findSimilar(samples: Int32Array[]): [number, number][] {
  const size = samples.reduce((total, { length }) => total + length, 0)
  const buckets = tableSize(size)
  // A hash table of lists: the elements of a bucket are chained by `next`, the latest first.
  const heads = new Int32Array(buckets).fill(-1)
  const next = new Int32Array(size)
  const elements = new Int32Array(size)
  const owners = new Int32Array(size)
  const pairs: [number, number][] = []
  let used = 0
  samples.forEach((sample, owner) => {
    const met = new Set<number>()
    for (const element of sample) {
      const bucket = placeOf(element, buckets)
      for (let at = heads[bucket]!; at >= 0; at = next[at]!) {
        const other = owners[at]!
        if (elements[at] !== element || other === owner || met.has(other)) continue
        met.add(other)
        pairs.push([other, owner])
      }
      elements[used] = element
      owners[used] = owner
      next[used] = heads[bucket]!
      heads[bucket] = used++
    }
  })
  return pairs
}
