import type { CutField, IndexField, VersionRow, VersionVectors } from '@/lib/db/index-rows'
import type { AverageLengths } from '@/lib/db/releases/release-state'
import type { Transaction } from '@/lib/db/transaction'
import type { SourceEdit } from '@/lib/engine'
import { carryUsage, readUsage } from './carry-usage'
import { countChunks, recountChunks, removeChunks } from './chunked-versions'
import { insertIndexRows } from './insert-versions'

export type IndexChange = Pick<VersionRow, 'moduleId' | 'version' | 'vectors' | IndexField> & {
  /** Its text was cut anew: all its chunks are replaced. */
  text?: Pick<VersionRow, CutField>
  /** Indexes in which the vectors of other chunks stay as they are. */
  apartIds: string[]
}

/**
 * Indexes some chunks of a version anew, and the module itself, with the vectors of all. Take the version out of the release
 * before and put it back in after (`countInReleases`): the statistics follow what the rows say at those moments.
 */
export async function replaceIndexRows(
  tx: Transaction,
  workspaceId: string,
  change: IndexChange,
  lengths: AverageLengths,
): Promise<void> {
  const { moduleId, version, chunks, text } = change
  const key = { workspaceId, moduleId, version }
  const ordinals = chunks.map(({ ordinal }) => ordinal)
  const kept = text ? [] : await findComplete(tx, key, change.apartIds)
  const usage = await readUsage(tx, key)
  const removed = text ? null : await removeChunks(tx, key, ordinals)
  if (text) await tx.chunk.deleteMany({ where: key })
  const { edits, ...cut } = await tx.moduleIndex.delete({
    where: { workspaceId_moduleId_version: key },
    select: { edits: true, tokenCount: true, preparedBy: true },
  })
  await tx.chunkEmbedding.deleteMany({ where: { ...key, model: { notIn: kept } } })
  await tx.moduleEmbedding.deleteMany({ where: key })
  const replaced = new Set(ordinals)
  const vectors = change.vectors.map((each): VersionVectors => {
    if (!kept.includes(each.indexId)) return each
    return { ...each, chunks: each.chunks.filter(({ ordinal }) => replaced.has(ordinal)) }
  })
  const before = { ...cut, edits: edits as SourceEdit[] | null }
  await insertIndexRows(tx, workspaceId, [{ ...change, vectors, ...(text ?? before) }], lengths)
  const added = await countChunks(chunks)
  await recountChunks(tx, key, { removed, added, averageLength: lengths.averageLength })
  await carryUsage(tx, key, usage)
  // They may tell what is excluded now; others are made in the background.
  await tx.versionSummary.updateMany({ where: { ...key, isServed: true }, data: { isServed: false } })
}

/** Of these indexes those that all vectors of a version are stored for. */
async function findComplete(
  tx: Transaction,
  key: { workspaceId: string; moduleId: string; version: number },
  indexIds: string[],
): Promise<string[]> {
  const where = { ...key, model: { in: indexIds } }
  const rows = await tx.moduleEmbedding.findMany({ where, select: { model: true } })
  return rows.map(({ model }) => model)
}
