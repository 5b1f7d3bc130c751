import { prisma } from '@/lib/db/client'
import { CHUNKS_AT_ONCE } from '@/lib/db/versions/chunks-ahead'
import type { IndexChange } from '@/lib/db/versions/replace-index-rows'
import { type OverlayEntry, TERMS_VERSION } from '@/lib/engine'
import { type EmbeddedFor, embedVersions } from '@/lib/indexing/versions/embed-versions'
import { readEdits } from '@/lib/indexing/versions/read-edits'
import { readKeptNoise } from '@/lib/indexing/versions/read-kept-noise'
import { readChunkPage } from '@/lib/indexing/versions/read-version-chunks'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import { reindexModule } from './reindex-module'
import type { MadeBy } from './store-reindex'

/**
 * What the index of a version becomes under other entries: the chunks that change, all of them where they were indexed by
 * older rules, and the module. It holds as long as the index is made by the same rules as now, `madeBy`.
 */
export async function prepareReindex(
  workspaceId: string,
  moduleId: string,
  version: number,
  entries: OverlayEntry[],
): Promise<{ change: Omit<IndexChange, 'overlayVersion' | 'apartIds'>; embedding: EmbeddedFor; madeBy: MadeBy }> {
  const key = { workspaceId, moduleId, version }
  const where = { workspaceId_moduleId_version: key }
  const { body, ...fields } = await prisma.moduleVersion.findUniqueOrThrow({
    where,
    select: {
      name: true,
      description: true,
      usageScope: true,
      tags: true,
      body: true,
    },
  })
  await bringUpToDate(key)
  const { edits, preparedBy, ...index } = await prisma.moduleIndex.findUniqueOrThrow({
    where,
    select: { edits: true, excludedOrdinals: true, preparedBy: true, termsVersion: true },
  })
  const text = { fields, body, ...readEdits(edits), ...index }
  const ports = { chunks: { page: (after: number) => readChunkPage(key, after) } }
  const work = { workspaceId, urgency: 'person', size: body.length, ports } as const
  const { isChanged, ...reindexed } = await workOnText('reindex', { text, entries }, work)
  // all of them: a chunk's vector can depend on the others'
  const { versions, ...embedding } = await embedVersions(workspaceId, [{ body, ...reindexed }])
  const { body: _, ...anew } = versions[0]!
  const chunks = anew.chunks.filter((_, at) => isChanged[at])
  const removed = chunks.map(({ ordinal }) => ordinal)
  const madeBy = { preparedBy, termsVersion: index.termsVersion }
  return { change: { moduleId, version, ...anew, chunks, removed }, embedding, madeBy }
}

/** Under older rules all chunks change, and those of a long text together would hold the database for long. */
async function bringUpToDate(key: { workspaceId: string; moduleId: string; version: number }): Promise<void> {
  const where = { ...key, termsVersion: { lt: TERMS_VERSION } }
  const isOlder = (await prisma.moduleIndex.count({ where })) > 0
  if (!isOlder || (await prisma.chunk.count({ where: key })) <= CHUNKS_AT_ONCE) return
  await reindexModule(key, await readKeptNoise(key.workspaceId))
}
