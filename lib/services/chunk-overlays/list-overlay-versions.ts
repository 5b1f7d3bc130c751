import { prisma } from '@/lib/db/client'
import type { OverlayEntry } from '@/lib/engine'
import { toActor } from '@/lib/schemas/actor'
import {
  getOverlaySchema,
  overlayVersionListSchema,
  storedOverlayEntriesSchema,
} from '@/lib/schemas/modules/chunk-overlay'
import { moduleNotFound } from '@/lib/services/modules/rows/read-module'
import { verb } from '@/lib/services/verb'

const MAX_LISTED = 100

/** The latest versions of a module's curation, newest first, with what each held. */
export const listOverlayVersions = verb({
  name: 'listOverlayVersions',
  scope: 'read',
  effect: 'read',
  input: getOverlaySchema,
  output: overlayVersionListSchema,
  run: async ({ workspaceId }, { id }) => {
    const module = await prisma.module.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: {
        _count: { select: { overlays: true } },
        overlays: {
          select: { version: true, entries: true, message: true, author: true, createdAt: true },
          orderBy: { version: 'desc' },
          take: MAX_LISTED,
        },
      },
    })
    if (!module) throw moduleNotFound(id)
    const items = module.overlays.map(({ entries, createdAt, ...row }) => {
      const counts = countEntries(storedOverlayEntriesSchema.parse(entries))
      return { ...row, ...counts, author: toActor(row.author), createdAt: createdAt.toISOString() }
    })
    return { items, total: module._count.overlays, nextCursor: null }
  },
})

/** Chunks that entries keep from retrieval, and what they add to others. */
function countEntries(entries: OverlayEntry[]): { excluded: number; keywords: number; questions: number } {
  return {
    excluded: entries.filter(({ isExcluded }) => isExcluded).length,
    keywords: entries.reduce((sum, { keywords }) => sum + keywords.length, 0),
    questions: entries.reduce((sum, { questions }) => sum + questions.length, 0),
  }
}
