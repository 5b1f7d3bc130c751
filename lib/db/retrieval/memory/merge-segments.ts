import { slice } from '@/lib/in-slices'
import { numberGroups, type Segment } from './segment'
import { sortPostings } from './sort-postings'

/** One segment of the groups whose `isLive` says so, in order. */
export async function mergeSegments(
  parts: { segment: Segment; isLive: (group: number) => boolean }[],
): Promise<Segment> {
  const dimensions = parts.reduce((most, { segment }) => Math.max(most, segment.dimensions), 0)
  const kept = parts.map(({ segment, isLive }) => ({ segment, groups: [...segment.keys.keys()].filter(isLive) }))
  const keys = kept.flatMap(({ segment, groups }) => groups.map((group) => segment.keys[group]!))
  const numbers = numberGroups(kept.flatMap(({ segment, groups }) => groups.map((group) => sizeOf(segment, group))))
  const size = numbers.groupOf.length
  const ordinals = new Int32Array(size)
  const lengths = new Float64Array(size)
  const vectors = new Float32Array(size * dimensions)
  const hasVector = new Uint8Array(size)
  const renumbered: Int32Array[] = []
  let next = 0
  for (const { segment, groups } of kept) {
    const numberOf = new Int32Array(segment.ordinals.length).fill(-1)
    for (const group of groups) {
      for (let document = segment.groupStarts[group]!; document < segment.groupStarts[group + 1]!; document++) {
        numberOf[document] = next
        ordinals[next] = segment.ordinals[document]!
        lengths[next] = segment.lengths[document]!
        if (segment.hasVector[document] && segment.dimensions === dimensions) {
          const from = document * dimensions
          vectors.set(segment.vectors.subarray(from, from + dimensions), next * dimensions)
          hasVector[next] = 1
        }
        next++
      }
      if (slice.isOver) await slice.next()
    }
    renumbered.push(numberOf)
  }
  const postings = await sortPostings(function* (visit) {
    for (const [i, { segment }] of kept.entries()) {
      const numberOf = renumbered[i]!
      const { terms, postingStarts, documents, frequencies } = segment
      for (let term = 0; term < terms.length; term++) {
        for (let at = postingStarts[term]!; at < postingStarts[term + 1]!; at++) {
          const document = numberOf[documents[at]!]!
          if (document >= 0) visit(terms[term]!, document, frequencies[at]!)
        }
        yield
      }
    }
  })
  return { keys, ...numbers, ordinals, lengths, ...postings, dimensions, vectors, hasVector }
}

function sizeOf({ groupStarts }: Segment, group: number): number {
  return groupStarts[group + 1]! - groupStarts[group]!
}
