import { prisma } from '@/lib/db/client'
import type { OverlayEntry } from '@/lib/engine'
import { storedOverlayEntriesSchema } from '@/lib/schemas/modules/chunk-overlay'

/** The entries of a module's overlay; none for version 0, null where there is no such version. */
export async function readEntries(
  workspaceId: string,
  moduleId: string,
  version: number,
): Promise<OverlayEntry[] | null> {
  if (version === 0) return []
  const row = await prisma.overlayVersion.findUnique({
    where: { workspaceId_moduleId_version: { workspaceId, moduleId, version } },
    select: { entries: true },
  })
  return row && storedOverlayEntriesSchema.parse(row.entries)
}
