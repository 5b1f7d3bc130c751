import { isDeepStrictEqual } from 'node:util'
import { prisma } from '@/lib/db/client'
import type { IndexChange } from '@/lib/db/replace-index-rows'
import type { OverlayEntry } from '@/lib/engine'
import { offlineEmbedding } from '@/lib/models/offline-embedding'
import { embedVersions } from '@/lib/services/modules/embed-versions'
import { indexChunk, indexModule, type PreparedVersion } from '@/lib/services/modules/prepare-version'
import { markChunks } from './mark-chunks'

const CHUNK = {
  ordinal: true,
  headingPath: true,
  startOffset: true,
  endOffset: true,
  text: true,
  tokenCount: true,
  curation: true,
} as const

/** What the index of a version becomes under other entries: the chunks that change, and the module. */
export async function prepareReindex(
  workspaceId: string,
  moduleId: string,
  version: number,
  entries: OverlayEntry[],
): Promise<Omit<IndexChange, 'overlayVersion'>> {
  const { chunks, excludedOrdinals, ...row } = await prisma.moduleVersion.findUniqueOrThrow({
    where: { workspaceId_moduleId_version: { workspaceId, moduleId, version } },
    select: {
      name: true,
      description: true,
      usageScope: true,
      tags: true,
      body: true,
      excludedOrdinals: true,
      chunks: { select: CHUNK, orderBy: { ordinal: 'asc' } },
    },
  })
  const marks = markChunks(entries, chunks)
  const changed = chunks.flatMap(({ curation, ...chunk }, at): PreparedVersion['chunks'] => {
    const mark = marks[at]
    const isSame =
      mark === undefined ||
      (mark.isExcluded === excludedOrdinals.includes(chunk.ordinal) && isDeepStrictEqual(mark.curation, curation))
    return isSame ? [] : [{ ...chunk, ...indexChunk(row.name, chunk, mark) }]
  })
  const prepared = { chunks: changed, index: indexModule(row, row.body, chunks, marks) }
  const [embedded] = await embedVersions(workspaceId, [prepared], offlineEmbedding)
  if (!embedded) throw new Error('nothing was embedded')
  return {
    moduleId,
    version,
    ...embedded,
    excludedOrdinals: chunks.flatMap(({ ordinal }, at) => (marks[at]?.isExcluded ? [ordinal] : [])),
  }
}
