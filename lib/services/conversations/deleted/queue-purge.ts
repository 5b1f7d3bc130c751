import { prisma } from '@/lib/db/client'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { LIMITS } from '@/lib/schemas/limits'

const UNDO_MS = LIMITS.conversationUndoDays * 24 * 60 * 60 * 1000

/** What was deleted before this moment can no longer be brought back. */
export function undoEndsAt(now = Date.now()): Date {
  return new Date(now - UNDO_MS)
}

/** Queues the deletion for good of what was deleted, for the moment when the earliest can no longer be brought back. */
export async function queuePurge(workspaceId: string, deletedAt: Date): Promise<void> {
  const waitMs = Math.max(0, deletedAt.getTime() - undoEndsAt().getTime())
  const startAfterSeconds = Math.ceil(waitMs / 1000) + 1
  await queueJob('purge-conversations', { workspaceId }, { singletonKey: 'all', startAfterSeconds })
}

/** The same in every workspace, for what earlier versions left. */
export async function queuePurgeOfAll(): Promise<void> {
  const earliest = await prisma.conversation.groupBy({
    by: ['workspaceId'],
    where: { deletedAt: { not: null } },
    _min: { deletedAt: true },
  })
  for (const { workspaceId, _min } of earliest) if (_min.deletedAt) await queuePurge(workspaceId, _min.deletedAt)
}
