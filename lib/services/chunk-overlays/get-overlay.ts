import { toChunkId } from '@/lib/db/chunk-id'
import { prisma } from '@/lib/db/client'
import { bindOverlay } from '@/lib/engine'
import { getOverlaySchema, overlaySchema, storedOverlayEntriesSchema } from '@/lib/schemas/chunk-overlay'
import { moduleNotFound } from '@/lib/services/modules/read-module'
import { verb } from '@/lib/services/verb'

/** The curation in force, each entry with the chunk of the newest version that it applies to. */
export const getOverlay = verb({
  name: 'getOverlay',
  scope: 'read',
  effect: 'read',
  input: getOverlaySchema,
  output: overlaySchema,
  run: async ({ workspaceId }, { id }) => {
    const module = await prisma.module.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: {
        latestVersion: true,
        overlays: {
          select: { version: true, entries: true, message: true, authorName: true, createdAt: true },
          orderBy: { version: 'desc' },
          take: 1,
        },
      },
    })
    if (!module) throw moduleNotFound(id)
    const overlay = module.overlays[0]
    if (!overlay) return { id, version: 0, entries: [], lost: 0, message: '', authorName: '', createdAt: null }
    const version = module.latestVersion
    const chunks = await prisma.chunk.findMany({
      where: { workspaceId, moduleId: id, version },
      select: { ordinal: true, headingPath: true, text: true },
      orderBy: { ordinal: 'asc' },
    })
    const entries = bindOverlay(storedOverlayEntriesSchema.parse(overlay.entries), chunks).map(
      ({ entry, index, overlap }) => {
        const chunk = index === undefined ? undefined : chunks[index]
        const chunkId = chunk ? toChunkId({ moduleId: id, version, ordinal: chunk.ordinal }) : null
        return { ...entry, chunkId, overlap }
      },
    )
    return {
      id,
      version: overlay.version,
      entries,
      lost: entries.filter(({ chunkId }) => chunkId === null).length,
      message: overlay.message,
      authorName: overlay.authorName,
      createdAt: overlay.createdAt.toISOString(),
    }
  },
})
