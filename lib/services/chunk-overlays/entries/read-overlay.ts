import { toChunkId } from '@/lib/db/chunk-id'
import { prisma } from '@/lib/db/client'
import { workOnChunksOf } from '@/lib/indexing/versions/read-version-chunks'
import { toActor } from '@/lib/schemas/actor'
import { type OverlayDto, storedOverlayEntriesSchema } from '@/lib/schemas/modules/chunk-overlay'
import { moduleNotFound } from '@/lib/services/modules/rows/read-module'
import { workOnText } from '@/lib/texts/threads/work-on-text'

/** The curation in force, each entry with the chunk of the newest version that it applies to. @throws AppError NOT_FOUND */
export async function readOverlay(workspaceId: string, id: string): Promise<OverlayDto> {
  const module = await prisma.module.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: {
      latestVersion: true,
      overlays: {
        select: { version: true, entries: true, message: true, author: true, createdAt: true },
        orderBy: { version: 'desc' },
        take: 1,
      },
    },
  })
  if (!module) throw moduleNotFound(id)
  const overlay = module.overlays[0]
  if (!overlay) return { id, version: 0, entries: [], lost: 0, message: '', author: null, createdAt: null }
  const key = { workspaceId, moduleId: id, version: module.latestVersion }
  const { body, work } = await workOnChunksOf(key)
  const stored = storedOverlayEntriesSchema.parse(overlay.entries)
  const bound = await workOnText('bindOverlay', { body, entries: stored }, work)
  const entries = bound.map(({ entry, ordinal, overlap }) => {
    return { ...entry, chunkId: ordinal === undefined ? null : toChunkId({ ...key, ordinal }), overlap }
  })
  return {
    id,
    version: overlay.version,
    entries,
    lost: entries.filter(({ chunkId }) => chunkId === null).length,
    message: overlay.message,
    author: toActor(overlay.author),
    createdAt: overlay.createdAt.toISOString(),
  }
}
