import { bm25Norm, bm25Weight, cosine, findPosition } from '@/lib/engine'
import { Slice } from '@/lib/in-slices'
import type { LexicalQuery } from '../lexical-query'
import { BestHits, type Hit } from './best-hits'
import type { LiveSegment } from './live-segments'
import type { Segment } from './segment'

/** In how many live documents each term occurs. */
export async function countDocuments(
  live: LiveSegment[],
  termIds: number[],
  slice = new Slice(),
): Promise<Map<number, number>> {
  const frequencies = new Map<number, number>()
  for (const id of termIds) {
    let count = 0
    for (const { segment, moduleAt, isWhole } of live) {
      const [from, to] = postingsOf(segment, id)
      if (isWhole) count += to - from
      else for (let at = from; at < to; at++) if (moduleAt[segment.groupOf[segment.documents[at]!]!]! >= 0) count++
    }
    if (count > 0) frequencies.set(id, count)
    if (slice.isOver) await slice.next()
  }
  return frequencies
}

/** Which modules of the release a search looks at: 1 by position. */
type OpenModules = Uint8Array

/** The documents of the open modules with the best BM25 scores. */
export async function searchLexically(
  live: LiveSegment[],
  open: OpenModules,
  { weights }: Pick<LexicalQuery, 'weights'>,
  { averageLength, limit }: { averageLength: number; limit: number },
  slice = new Slice(),
): Promise<Hit[]> {
  const best = new BestHits(limit)
  for (const { segment, moduleAt } of live) {
    const scores = new Float64Array(segment.ordinals.length)
    for (const [id, idf] of weights) {
      const [from, to] = postingsOf(segment, id)
      for (let at = from; at < to; at++) {
        const document = segment.documents[at]!
        const norm = bm25Norm(segment.lengths[document]!, averageLength)
        scores[document]! += idf * bm25Weight(segment.frequencies[at]!, norm)
      }
      if (slice.isOver) await slice.next()
    }
    for (let document = 0; document < scores.length; document++) {
      const score = scores[document]!
      if (score <= best.floor) continue
      const module = moduleAt[segment.groupOf[document]!]!
      if (module >= 0 && open[module]) best.offer({ module, ordinal: segment.ordinals[document]!, score })
    }
  }
  return best.list()
}

/** The documents of the open modules whose vectors are the most alike. */
export async function searchByVector(
  live: LiveSegment[],
  open: OpenModules,
  embedding: Float64Array,
  limit: number,
  slice = new Slice(),
): Promise<Hit[]> {
  const best = new BestHits(limit)
  for (const { segment, moduleAt } of live) {
    const { dimensions, groupStarts, hasVector, vectors, ordinals } = segment
    if (dimensions !== embedding.length) continue
    for (let group = 0; group < moduleAt.length; group++) {
      const module = moduleAt[group]!
      if (module < 0 || !open[module]) continue
      for (let document = groupStarts[group]!; document < groupStarts[group + 1]!; document++) {
        if (!hasVector[document]) continue
        const score = cosine(vectors, document * dimensions, embedding)
        if (score > best.floor) best.offer({ module, ordinal: ordinals[document]!, score })
      }
      if (slice.isOver) await slice.next()
    }
  }
  return best.list()
}

function postingsOf({ terms, postingStarts }: Segment, id: number): [from: number, to: number] {
  const at = findPosition(terms, id)
  return at < 0 ? [0, 0] : [postingStarts[at]!, postingStarts[at + 1]!]
}
