import { bm25Norm, bm25Weight, cosine } from '@/lib/engine'
import { slice } from '@/lib/in-slices'
import type { LexicalQuery } from '../lexical-query'
import { BestHits, type Hit } from './best-hits'
import type { LiveSegment } from './live-segments'
import { findFirst, postingsOf, type Segment } from './segment'

/** Finding a document among the postings of a term takes about as long as reading so many of them. */
const LOOK_UP = 16

/** In how many live documents each term occurs. */
export async function countDocuments(live: LiveSegment[], termIds: number[]): Promise<Map<number, number>> {
  const frequencies = new Map<number, number>()
  const deadGroups = live.map(({ moduleAt, isWhole }) => (isWhole ? [] : groupsOfNone(moduleAt)))
  for (const id of termIds) {
    let count = 0
    for (const [i, { segment }] of live.entries()) count += countLive(segment, deadGroups[i]!, id)
    if (count > 0) frequencies.set(id, count)
    if (slice.isOver) await slice.next()
  }
  return frequencies
}

function groupsOfNone(moduleAt: Int32Array): number[] {
  const groups: number[] = []
  for (let group = 0; group < moduleAt.length; group++) if (moduleAt[group]! < 0) groups.push(group)
  return groups
}

/** All documents with a term but for those of the dead groups, which are few after an edit. */
function countLive(segment: Segment, deadGroups: number[], id: number): number {
  const { documents } = segment
  const [from, to] = postingsOf(segment, id)
  let count = to - from
  let next = from
  for (const group of deadGroups) {
    if (next >= to) break
    const [first, end] = documentsOf(segment, group)
    const begin = findFirst(documents, first, next, to)
    next = findFirst(documents, end, begin, to)
    count -= next - begin
  }
  return count
}

/** Which modules of the release a search looks at: 1 by position. */
type OpenModules = Uint8Array

/** The documents of the open modules with the best BM25 scores. */
export async function searchLexically(
  live: LiveSegment[],
  open: OpenModules,
  { weights }: Pick<LexicalQuery, 'weights'>,
  { averageLength, limit }: { averageLength: number; limit: number },
): Promise<Hit[]> {
  const best = new BestHits(limit)
  const openCount = open.reduce((sum, isOpen) => sum + isOpen, 0)
  for (const { segment, moduleAt } of live) {
    const { documents, groupOf, ordinals } = segment
    const terms = weights.map(([id, idf]) => ({ idf, postings: postingsOf(segment, id) }))
    const postingCount = terms.reduce((sum, { postings: [from, to] }) => sum + to - from, 0)
    const areFew = openCount * terms.length * LOOK_UP < postingCount
    const ranges = areFew ? documentsOfOpen(segment, moduleAt, open) : [[0, ordinals.length] as const]
    const scores = new Float64Array(ordinals.length)
    for (const { idf, postings } of terms) {
      let [next, to] = postings
      for (const [first, end] of ranges) {
        const from = findFirst(documents, first, next, to)
        next = findFirst(documents, end, from, to)
        addScores(scores, segment, [from, next], idf, averageLength)
      }
      if (slice.isOver) await slice.next()
    }
    for (const [first, end] of ranges) {
      for (let document = first; document < end; document++) {
        const score = scores[document]!
        if (score <= best.floor) continue
        const module = moduleAt[groupOf[document]!]!
        if (isOpen(open, module)) best.offer({ module, ordinal: ordinals[document]!, score })
      }
    }
  }
  return best.list()
}

function documentsOfOpen(segment: Segment, moduleAt: Int32Array, open: OpenModules) {
  const ranges: (readonly [number, number])[] = []
  for (let group = 0; group < moduleAt.length; group++) {
    if (isOpen(open, moduleAt[group]!)) ranges.push(documentsOf(segment, group))
  }
  return ranges
}

const isOpen = (open: OpenModules, module: number) => module >= 0 && open[module] === 1

/** What some postings of a term add to the scores of their documents. */
function addScores(
  scores: Float64Array,
  { documents, frequencies, lengths }: Segment,
  [from, to]: [number, number],
  idf: number,
  averageLength: number,
): void {
  for (let at = from; at < to; at++) {
    const document = documents[at]!
    const norm = bm25Norm(lengths[document]!, averageLength)
    scores[document]! += idf * bm25Weight(frequencies[at]!, norm)
  }
}

/** The documents of the open modules whose vectors are the most alike. */
export async function searchByVector(
  live: LiveSegment[],
  open: OpenModules,
  embedding: Float64Array,
  limit: number,
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

/** The first document of a group, and the first after it. */
function documentsOf({ groupStarts }: Segment, group: number): readonly [number, number] {
  return [groupStarts[group]!, groupStarts[group + 1]!]
}
