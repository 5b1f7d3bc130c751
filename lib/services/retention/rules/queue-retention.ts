import { prisma } from '@/lib/db/client'
import { queueJob } from '@/lib/indexing/queue/queue-job'

/** How often what has become due is deleted. */
const EVERY_SECONDS = 6 * 60 * 60

/** Has what is due deleted at once. */
export async function queueRetention(workspaceId: string): Promise<void> {
  await queueJob('apply-retention', { workspaceId }, { singletonKey: 'now' })
}

/** Has what becomes due deleted some hours from now. */
export async function queueNextRetention(workspaceId: string): Promise<void> {
  await queueJob('apply-retention', { workspaceId }, { singletonKey: 'next', startAfterSeconds: EVERY_SECONDS })
}

/** Has what is due deleted in every workspace that keeps anything for a while only. */
export async function queueRetentionOfAll(): Promise<void> {
  const workspaces = await prisma.retention.findMany({ select: { workspaceId: true } })
  for (const { workspaceId } of workspaces) await queueRetention(workspaceId)
}
