import { prisma } from '@/lib/db/client'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { EXTRACTIVE } from '@/lib/texts/prepare/extract-summaries'

/**
 * Has the summaries made that workspaces lack: those of versions from before there were any, or from before an upgrade
 * that makes them in another way. For the start of a worker; publishing looks after itself.
 */
export async function queueMissingSummaries(): Promise<void> {
  const behind = await prisma.$queryRaw<{ workspaceId: string }[]>`
    SELECT s."workspaceId" FROM "WorkspaceSettings" s
    WHERE EXISTS (
      SELECT 1 FROM "ReleaseEntry" e
      JOIN "ModuleIndex" i ON i."workspaceId" = e."workspaceId" AND i."moduleId" = e."moduleId" AND i."version" = e."version"
      WHERE e."workspaceId" = s."workspaceId" AND i."summarizedBy" IS DISTINCT FROM coalesce(s."summaryModel", ${EXTRACTIVE})
    )
    ORDER BY s."workspaceId"`
  for (const { workspaceId } of behind) {
    await queueJob('follow-summaries', { workspaceId }, { singletonKey: 'workspace' })
  }
}
