import { carryUsage, readUsage } from './carry-usage'
import { Prisma } from './generated/client'
import type { CutField, IndexField, VersionRow } from './index-rows'
import { type AverageLengths, insertIndexRows } from './insert-versions'
import type { Transaction } from './transaction'

export type IndexChange = Pick<VersionRow, 'moduleId' | 'version' | 'vectors' | IndexField> & {
  /** Its text was cut anew: all its chunks are replaced. */
  text?: Pick<VersionRow, CutField>
}

/**
 * Indexes some chunks of a version anew, and the module itself, with the vectors of all. Take the version out of the release before and put it
 * back in after (`changeRelease`): the statistics follow what the rows say at those moments.
 */
export async function replaceIndexRows(
  tx: Transaction,
  workspaceId: string,
  change: IndexChange,
  lengths: AverageLengths,
): Promise<void> {
  const { moduleId, version, language, termLanguages, termsVersion, overlayVersion, excludedOrdinals, chunks, text } =
    change
  const key = { workspaceId, moduleId, version }
  const replaced = text ? {} : { ordinal: { in: chunks.map(({ ordinal }) => ordinal) } }
  const usage = await readUsage(tx, key)
  await tx.chunk.deleteMany({ where: { ...key, ...replaced } })
  await tx.moduleIndex.deleteMany({ where: key })
  await tx.chunkEmbedding.deleteMany({ where: key })
  await tx.moduleEmbedding.deleteMany({ where: key })
  await insertIndexRows(tx, workspaceId, [change], lengths)
  await carryUsage(tx, key, usage)
  // They may tell what is excluded now; others are made in the background.
  await tx.versionSummary.updateMany({ where: { ...key, isServed: true }, data: { isServed: false } })
  await tx.moduleVersion.update({
    where: { workspaceId_moduleId_version: key },
    data: {
      ...{ language, termLanguages, termsVersion, overlayVersion, excludedOrdinals, summarizedBy: null },
      ...(text ? { ...text, edits: text.edits ?? Prisma.DbNull } : {}),
    },
    select: { version: true },
  })
}
