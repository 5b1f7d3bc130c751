import { prisma } from '@/lib/db/client'
import type { VersionText } from './extract-summaries'

/** What the summaries of a version are made from; null when it is gone. */
export function readVersionText(
  workspaceId: string,
  moduleId: string,
  version: number,
): Promise<(VersionText & { overlayVersion: number }) | null> {
  return prisma.moduleVersion.findUnique({
    where: { workspaceId_moduleId_version: { workspaceId, moduleId, version } },
    select: {
      body: true,
      overlayVersion: true,
      excludedOrdinals: true,
      chunks: { select: { ordinal: true, startOffset: true, endOffset: true } },
    },
  })
}
