import { findPosition } from '@/lib/engine'
import { slice } from '@/lib/in-slices'
import { type Postings, sortPostings } from './sort-postings'

/** A chunk, or a whole module, as it is searched. */
export type IndexedDocument = {
  ordinal: number
  /** Length in weighted terms. */
  length: number
  /** Ascending. */
  termIds: Int32Array
  frequencies: Float32Array
  vector: Float32Array | null
}

/** The documents of one module version. */
export type DocumentGroup = { key: string; documents: IndexedDocument[] }

/** Immutable: groups of documents with the postings of their terms, in typed arrays. Documents are numbered from 0. */
export type Segment = Postings & {
  keys: string[]
  /** First document of each group, and last of all the number of documents. */
  groupStarts: Int32Array
  groupOf: Int32Array
  ordinals: Int32Array
  lengths: Float64Array
  dimensions: number
  /** One after the other; zeros where a document has none. */
  vectors: Float32Array
  hasVector: Uint8Array
}

export function documentCount(segment: Segment): number {
  return segment.ordinals.length
}

/** Bytes of a document with `terms` different terms and a vector of `dimensions`, in a segment. */
export function bytesPerDocument(terms: number, dimensions: number): number {
  return terms * 8 + dimensions * 4 + 17
}

export async function buildSegment(groups: DocumentGroup[]): Promise<Segment> {
  const documents = groups.flatMap((group) => group.documents)
  const dimensions = documents.reduce((most, { vector }) => Math.max(most, vector?.length ?? 0), 0)
  const vectors = new Float32Array(documents.length * dimensions)
  const hasVector = new Uint8Array(documents.length)
  for (const [i, { vector }] of documents.entries()) {
    if (vector?.length !== dimensions || dimensions === 0) continue
    vectors.set(vector, i * dimensions)
    hasVector[i] = 1
    if (slice.isOver) await slice.next()
  }
  const postings = await sortPostings(function* (visit) {
    for (const [i, { termIds, frequencies }] of documents.entries()) {
      for (let at = 0; at < termIds.length; at++) visit(termIds[at]!, i, frequencies[at]!)
      yield
    }
  })
  return {
    keys: groups.map(({ key }) => key),
    ...numberGroups(groups.map((group) => group.documents.length)),
    ordinals: Int32Array.from(documents, ({ ordinal }) => ordinal),
    lengths: Float64Array.from(documents, ({ length }) => length),
    ...postings,
    dimensions,
    vectors,
    hasVector,
  }
}

export function numberGroups(sizes: number[]): Pick<Segment, 'groupStarts' | 'groupOf'> {
  const groupStarts = new Int32Array(sizes.length + 1)
  for (const [i, size] of sizes.entries()) groupStarts[i + 1] = groupStarts[i]! + size
  const groupOf = new Int32Array(groupStarts[sizes.length]!)
  for (let group = 0; group < sizes.length; group++) groupOf.fill(group, groupStarts[group], groupStarts[group + 1])
  return { groupStarts, groupOf }
}

/** Where the postings of a term begin and end. */
export function postingsOf({ terms, postingStarts }: Segment, id: number): [from: number, to: number] {
  const at = findPosition(terms, id)
  return at < 0 ? [0, 0] : [postingStarts[at]!, postingStarts[at + 1]!]
}

/** The first of the postings in `from`–`to` whose document is not below this one; `to` when all are. */
export function findFirst(documents: Int32Array, document: number, from: number, to: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if (documents[middle]! < document) low = middle + 1
    else high = middle
  }
  return low
}
