import { isDeepStrictEqual } from 'node:util'
import { prisma } from '@/lib/db/client'
import type { IndexChange } from '@/lib/db/replace-index-rows'
import type { OverlayEntry } from '@/lib/engine'
import { type EmbeddedFor, embedVersions } from '@/lib/services/modules/embed-versions'
import { indexChunk, indexModule } from '@/lib/services/modules/prepare-version'
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
): Promise<{ change: Omit<IndexChange, 'overlayVersion'>; embedding: EmbeddedFor }> {
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
  const isChanged = chunks.map(({ ordinal, curation }, at) => {
    const mark = marks[at]
    const wasExcluded = excludedOrdinals.includes(ordinal)
    return mark !== undefined && !(mark.isExcluded === wasExcluded && isDeepStrictEqual(mark.curation, curation))
  })
  // all of them: a chunk's vector can depend on the others'
  const prepared = {
    body: row.body,
    chunks: chunks.map((chunk, at) => ({ ...chunk, ...indexChunk(row.name, chunk, marks[at]) })),
    index: indexModule(row, row.body, chunks, marks),
  }
  const { versions, ...embedding } = await embedVersions(workspaceId, [prepared])
  const [embedded] = versions
  if (!embedded) throw new Error('nothing was embedded')
  const { index, vectors } = embedded
  const change = {
    ...{ moduleId, version, index, vectors },
    chunks: embedded.chunks.filter((_, at) => isChanged[at]),
    excludedOrdinals: chunks.flatMap(({ ordinal }, at) => (marks[at]?.isExcluded ? [ordinal] : [])),
  }
  return { change, embedding }
}
