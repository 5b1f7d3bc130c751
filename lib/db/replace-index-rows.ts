import type { SourceEdit } from '@/lib/engine'
import { carryUsage, readUsage } from './carry-usage'
import { recountChunks } from './chunked-versions'
import type { CutField, IndexField, VersionRow } from './index-rows'
import { type AverageLengths, insertIndexRows } from './insert-versions'
import type { Transaction } from './transaction'

export type IndexChange = Pick<VersionRow, 'moduleId' | 'version' | 'vectors' | IndexField> & {
  /** Its text was cut anew: all its chunks are replaced. */
  text?: Pick<VersionRow, CutField>
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
  const replaced = text ? {} : { ordinal: { in: chunks.map(({ ordinal }) => ordinal) } }
  const usage = await readUsage(tx, key)
  await tx.chunk.deleteMany({ where: { ...key, ...replaced } })
  const { edits, ...cut } = await tx.moduleIndex.delete({
    where: { workspaceId_moduleId_version: key },
    select: { edits: true, tokenCount: true, preparedBy: true },
  })
  await tx.chunkEmbedding.deleteMany({ where: key })
  await tx.moduleEmbedding.deleteMany({ where: key })
  const kept = { ...cut, edits: edits as SourceEdit[] | null }
  await insertIndexRows(tx, workspaceId, [{ ...change, ...(text ?? kept) }], lengths)
  await recountChunks(tx, key, { averageLength: lengths.averageLength, isAll: text !== undefined })
  await carryUsage(tx, key, usage)
  // They may tell what is excluded now; others are made in the background.
  await tx.versionSummary.updateMany({ where: { ...key, isServed: true }, data: { isServed: false } })
}
