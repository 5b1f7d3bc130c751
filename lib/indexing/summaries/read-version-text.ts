import { prisma } from '@/lib/db/client'
import { readEdits } from '@/lib/indexing/versions/read-edits'
import type { VersionText } from '@/lib/texts/prepare/extract-summaries'

/** What the summaries of a version are made from; null when it is gone. */
export async function readVersionText(
  workspaceId: string,
  moduleId: string,
  version: number,
): Promise<(VersionText & { overlayVersion: number }) | null> {
  const row = await prisma.moduleVersion.findUnique({
    where: { workspaceId_moduleId_version: { workspaceId, moduleId, version } },
    select: {
      body: true,
      path: true,
      moduleIndex: { select: { edits: true, overlayVersion: true, excludedOrdinals: true } },
    },
  })
  if (!row?.moduleIndex) return null
  const { edits, excludedOrdinals, overlayVersion } = row.moduleIndex
  const excluded =
    excludedOrdinals.length === 0
      ? []
      : await prisma.chunk.findMany({
          where: { workspaceId, moduleId, version, ordinal: { in: excludedOrdinals } },
          select: { startOffset: true, endOffset: true },
        })
  return { body: row.body, path: row.path, overlayVersion, ...readEdits(edits), excluded }
}
