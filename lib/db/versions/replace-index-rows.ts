import type { ChunkCounts, ChunkRow, CutField, IndexField, VersionRow, VersionVectors } from '@/lib/db/index-rows'
import type { AverageLengths } from '@/lib/db/releases/release-state'
import { readVectorTypes } from '@/lib/db/retrieval/codec'
import type { Transaction } from '@/lib/db/transaction'
import type { SourceEdit } from '@/lib/engine'
import { carryUsage, readUsage } from './carry-usage'
import { countChunks, recountChunks, removeChunks } from './chunked-versions'
import { insertVectors } from './insert-vectors'
import { insertChunks, insertIndexRows } from './insert-versions'

type Key = { workspaceId: string; moduleId: string; version: number }

export type IndexChange = Pick<VersionRow, 'moduleId' | 'version' | 'vectors' | IndexField> & {
  /** Ordinals of the chunks that go, those in whose place others come among them; null where all do. */
  removed: number[] | null
  /** Its text was cut anew. */
  text?: Pick<VersionRow, CutField>
  /** Indexes in which the vectors of other chunks stay as they are. */
  apartIds: string[]
}

/**
 * Indexes some chunks of a version anew, and the module itself, with the vectors of all. Do it within `recountInReleases`:
 * the statistics follow what the rows say before and after.
 */
export async function replaceIndexRows(
  tx: Transaction,
  workspaceId: string,
  change: IndexChange,
  lengths: AverageLengths,
): Promise<void> {
  const { moduleId, version, chunks, text } = change
  const key = { workspaceId, moduleId, version }
  const kept = change.removed === null ? [] : await findComplete(tx, key, change.apartIds)
  const usage = await readUsage(tx, key)
  const removed = await takeChunks(tx, key, change.removed)
  const { edits, ...cut } = await tx.moduleIndex.delete({
    where: { workspaceId_moduleId_version: key },
    select: { edits: true, tokenCount: true, preparedBy: true },
  })
  await tx.chunkEmbedding.deleteMany({ where: { ...key, model: { notIn: kept } } })
  await tx.moduleEmbedding.deleteMany({ where: key })
  const vectors = change.vectors.map((each) => (kept.includes(each.indexId) ? vectorsOf(each, chunks) : each))
  const before = { ...cut, edits: edits as SourceEdit[] | null }
  await insertIndexRows(tx, workspaceId, [{ ...change, vectors, ...(text ?? before) }], lengths)
  await recountChunks(tx, key, { removed, added: await countChunks(chunks), averageLength: lengths.averageLength })
  await carryUsage(tx, key, usage)
  // They may tell what is excluded now; others are made in the background.
  await tx.versionSummary.updateMany({ where: { ...key, isServed: true }, data: { isServed: false } })
}

export type ChunkReplacement = {
  /** In place of those with the same ordinals, which are the same parts of the text. */
  chunks: ChunkRow[]
  /** Of the whole version. */
  vectors: VersionVectors[]
}

/** Indexes some chunks of a version anew, as `replaceIndexRows` does. The module itself is said to be out of date. */
export async function replaceChunks(
  tx: Transaction,
  key: Key,
  { chunks, vectors }: ChunkReplacement,
  { averageLength }: AverageLengths,
): Promise<void> {
  const { workspaceId, moduleId, version } = key
  const usage = await readUsage(tx, key)
  const ordinals = chunks.map(({ ordinal }) => ordinal)
  const removed = await takeChunks(tx, key, ordinals)
  // with those of these chunks go vectors that nothing here comes in the place of: others are to be made
  const made = vectors.map(({ indexId }) => indexId)
  await tx.moduleEmbedding.deleteMany({ where: { ...key, model: { notIn: made } } })
  const types = await readVectorTypes(tx)
  await insertChunks(tx, workspaceId, [{ moduleId, version, chunks }], averageLength, types)
  const parts = vectors.map((each) => ({ indexId: each.indexId, chunks: vectorsOf(each, chunks).chunks }))
  await insertVectors(tx, workspaceId, [{ moduleId, version, vectors: parts }], types)
  await recountChunks(tx, key, { removed, added: await countChunks(chunks), averageLength })
  await carryUsage(tx, key, usage)
  const where = { workspaceId_moduleId_version: key }
  await tx.moduleIndex.update({ where, data: { preparedBy: '' }, select: { version: true } })
}

/** @returns what those that are deleted counted for; null for all */
async function takeChunks(tx: Transaction, key: Key, ordinals: number[] | null): Promise<ChunkCounts | null> {
  if (ordinals !== null) return removeChunks(tx, key, ordinals)
  await tx.chunk.deleteMany({ where: key })
  return null
}

function vectorsOf(vectors: VersionVectors, chunks: ChunkRow[]): VersionVectors {
  const wanted = new Set(chunks.map(({ ordinal }) => ordinal))
  return { ...vectors, chunks: vectors.chunks.filter(({ ordinal }) => wanted.has(ordinal)) }
}

/** Of these indexes those that all vectors of a version are stored for. */
async function findComplete(tx: Transaction, key: Key, indexIds: string[]): Promise<string[]> {
  const where = { ...key, model: { in: indexIds } }
  const rows = await tx.moduleEmbedding.findMany({ where, select: { model: true } })
  return rows.map(({ model }) => model)
}
