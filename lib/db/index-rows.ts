import { SparseVector, toSql } from 'pgvector'
import { bm25Norm, bm25Weight, type ChunkCuration, type ChunkSpan, type SourceEdit, TERM_SPACE } from '@/lib/engine'
import type { Prisma } from './generated/client'

/** Of every sparsevec: a term's id is its place. */
export const TERM_DIMENSIONS = TERM_SPACE

/**
 * The terms of a text by ascending id, in columns: thousands of chunks with a hundred terms each are handed from thread to
 * thread. A frequency is a whole number, weighted by the field that the term stands in.
 */
export type TermCounts = { ids: Int32Array; frequencies: Float32Array }

/** [term id, weight] by ascending id. */
export type TermWeights = [number, number][]

export type ChunkRow = ChunkSpan & {
  contentHash: string
  /** Sum of the weighted frequencies. */
  length: number
  termCounts: TermCounts
  /** What the overlay has it indexed with besides its text. */
  curation: ChunkCuration | null
}

/** What statistics count of a version's chunks. */
export type ChunkCounts = {
  chunkCount: number
  /** Sum of their lengths, each as a whole number. */
  totalLength: number
  /** By ascending term id: how many chunks have the term. */
  termIds: Int32Array
  termChunks: Int32Array
}

/** A version's vectors under one embedding index. */
export type VersionVectors = {
  indexId: string
  /** Of the chunks that are to be found. */
  chunks: { ordinal: number; embedding: ArrayLike<number> }[]
  module: ArrayLike<number>
}

/** Some of them; without the module's own there are more to come. */
export type VectorPart = Omit<VersionVectors, 'module'> & { module?: ArrayLike<number> }

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
  /** What is left out of it wherever it is sent. */
  edits: SourceEdit[] | null
  contentHash: string
  tokenCount: number
  language: string
  termLanguages: string[]
  termsVersion: number
  preparedBy: string
  message: string
  /** `storedActorSchema` of lib/schemas/actor.ts. */
  author: Prisma.InputJsonObject
  dependencies: string[]
  overlayVersion: number
  excludedOrdinals: number[]
  chunks: ChunkRow[]
  /** What the coarse stage searches. */
  index: { length: number; termCounts: TermCounts }
  vectors: VersionVectors[]
}

/** A version with what its chunks count for. Those that are stored already under a claim are not among `chunks` and `vectors`. */
export type CountedVersion = VersionRow & { chunkCounts: ChunkCounts; claimedBy?: string }

/** The document side of BM25, by term id. */
export function toDocumentWeights(
  { ids, frequencies }: TermCounts,
  length: number,
  averageLength: number,
): TermWeights {
  const norm = bm25Norm(length, averageLength)
  const weights: TermWeights = []
  for (let i = 0; i < ids.length; i++) {
    const frequency = frequencies[i]!
    if (frequency > 0) weights.push([ids[i]!, bm25Weight(frequency, norm)])
  }
  return weights
}

export function toSparsevec(weights: TermWeights): string {
  const entries = weights.flatMap(([id, weight]) => (weight === 0 ? [] : [[id, round(weight)] as const]))
  return new SparseVector(new Map(entries), TERM_DIMENSIONS).toPostgres()
}

export function toVector(embedding: ArrayLike<number>): string {
  return toSql(Array.from(embedding, round))
}

/** Single precision is what pgvector stores; more digits are only bytes to send. */
function round(value: number): number {
  return Number(value.toPrecision(7))
}

/** What of a version is there to find it by. */
export type IndexField =
  | 'language'
  | 'termLanguages'
  | 'termsVersion'
  | 'overlayVersion'
  | 'excludedOrdinals'
  | 'chunks'
  | 'index'
/** What of a version depends on how its text was cut and cleaned. */
export type CutField = 'edits' | 'tokenCount' | 'preparedBy'
