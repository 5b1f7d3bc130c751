import { isDeepStrictEqual } from 'node:util'
import { prisma } from '@/lib/db/client'
import type { IndexChange } from '@/lib/db/replace-index-rows'
import { detectLanguages, maskEdits, type OverlayEntry, SURROUNDINGS_REACH, TERMS_VERSION } from '@/lib/engine'
import { type EmbeddedFor, embedVersions } from '@/lib/services/modules/embed-versions'
import { describeTerms, indexModule, indexVersion } from '@/lib/services/modules/prepare-version'
import { readEdits } from '@/lib/services/modules/read-edits'
import { markChunks } from './mark-chunks'

const CHUNK = {
  ordinal: true,
  headingPath: true,
  startOffset: true,
  endOffset: true,
  text: true,
  edits: true,
  tokenCount: true,
  curation: true,
} as const

/**
 * What the index of a version becomes under other entries: the chunks that change, all of them where they were indexed by
 * older rules, and the module.
 */
export async function prepareReindex(
  workspaceId: string,
  moduleId: string,
  version: number,
  entries: OverlayEntry[],
): Promise<{ change: Omit<IndexChange, 'overlayVersion'>; embedding: EmbeddedFor }> {
  const {
    chunks: rows,
    excludedOrdinals,
    ...row
  } = await prisma.moduleVersion.findUniqueOrThrow({
    where: { workspaceId_moduleId_version: { workspaceId, moduleId, version } },
    select: {
      name: true,
      description: true,
      usageScope: true,
      tags: true,
      body: true,
      edits: true,
      excludedOrdinals: true,
      termsVersion: true,
      chunks: { select: CHUNK, orderBy: { ordinal: 'asc' } },
    },
  })
  const chunks = rows.map(({ edits, ...chunk }) => ({ ...chunk, ...readEdits(edits) }))
  const marks = markChunks(entries, chunks)
  // A chunk is indexed with the words around it, so one that comes or goes changes its neighbors too.
  const isToggled = chunks.map(({ ordinal }, at) => marks[at]?.isExcluded !== excludedOrdinals.includes(ordinal))
  const isOutdated = row.termsVersion < TERMS_VERSION
  const isChanged = chunks.map(({ curation }, at) => {
    if (isOutdated) return true
    const near = isToggled.slice(Math.max(0, at - SURROUNDINGS_REACH), at + SURROUNDINGS_REACH + 1)
    return near.includes(true) || !isDeepStrictEqual(marks[at]?.curation, curation)
  })
  const languages = detectLanguages(
    row.body,
    chunks.map(({ text }) => text),
  )
  // all of them: a chunk's vector can depend on the others'
  const prepared = {
    body: row.body,
    chunks: indexVersion(row, chunks, marks, languages),
    index: indexModule(row, maskEdits(row.body, readEdits(row.edits).edits), chunks, marks, languages),
  }
  const { versions, ...embedding } = await embedVersions(workspaceId, [prepared])
  const [embedded] = versions
  if (!embedded) throw new Error('nothing was embedded')
  const { index, vectors } = embedded
  const change = {
    ...{ moduleId, version, index, vectors },
    ...describeTerms(languages),
    chunks: embedded.chunks.filter((_, at) => isChanged[at]),
    excludedOrdinals: chunks.flatMap(({ ordinal }, at) => (marks[at]?.isExcluded ? [ordinal] : [])),
  }
  return { change, embedding }
}
