import { bm25DocumentWeights, type ChunkCuration } from '@/lib/engine'

/** Term ids are hashes below this: the dimension of every sparsevec. */
const TERM_DIMENSIONS = 1_048_576

/** [term id, frequency] by ascending id; a frequency is weighted by the field the term stands in. */
export type TermCounts = [number, number][]

export type ChunkRow = {
  ordinal: number
  headingPath: string[]
  startOffset: number
  endOffset: number
  text: string
  tokenCount: number
  contentHash: string
  /** Sum of the weighted frequencies. */
  length: number
  termCounts: TermCounts
  /** What the overlay has it indexed with besides its text. */
  curation: ChunkCuration | null
}

/** A version's vectors under one embedding index, as pgvector text. */
export type VersionVectors = {
  indexId: string
  /** Of the chunks that are to be found. */
  chunks: { ordinal: number; embedding: string }[]
  module: string
}

export type VersionRow = {
  moduleId: string
  version: number
  name: string
  description: string
  category: string | null
  tags: string[]
  priority: string
  activation: string
  rules: unknown
  usageScope: string | null
  versionLabel: string | null
  frontMatter: string | null
  path: string | null
  body: string
  contentHash: string
  tokenCount: number
  language: string
  message: string
  authorId: string | null
  authorName: string
  dependencies: string[]
  overlayVersion: number
  excludedOrdinals: number[]
  chunks: ChunkRow[]
  /** What the coarse stage searches. */
  index: { length: number; termCounts: TermCounts }
  vectors: VersionVectors[]
}

/** The document side of BM25 as pgvector text. */
export function toDocumentWeights(counts: TermCounts, length: number, averageLength: number): string {
  const terms = counts.map(([id, count]) => ({ id, term: '', count }))
  return toSparsevec([...bm25DocumentWeights(terms, length, averageLength)])
}

/** pgvector's text form, by ascending term id; indices count from 1. */
export function toSparsevec(weights: TermCounts): string {
  const entries = weights.filter(([, weight]) => weight !== 0).map(([id, weight]) => `${id + 1}:${round(weight)}`)
  return `{${entries.join(',')}}/${TERM_DIMENSIONS}`
}

export function toVector(embedding: ArrayLike<number>): string {
  return `[${Array.from(embedding, round).join(',')}]`
}

/** Single precision is what pgvector stores; more digits are only bytes to send. */
function round(value: number): number {
  return Number(value.toPrecision(7))
}
