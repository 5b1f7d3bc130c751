import { prisma } from '@/lib/db/client'
import { eraseConversations } from '@/lib/db/compositions/erase-conversations'
import { queueJob } from '@/lib/indexing/queue/queue-job'
import { LIMITS } from '@/lib/schemas/limits'

const HOUR_MS = 60 * 60 * 1000
const BATCH = 20

/** Queues the deletion of temporary conversations that nobody ends. */
export async function queueEndTemporary(workspaceId: string): Promise<void> {
  const startAfterSeconds = LIMITS.temporaryConversationHours * 60 * 60
  await queueJob('end-temporary', { workspaceId }, { singletonKey: 'all', startAfterSeconds })
}

/** Deletes temporary conversations that nobody has written in for some hours, and queues itself for the others. */
export async function endTemporary(workspaceId: string, now = Date.now()): Promise<void> {
  const before = new Date(now - LIMITS.temporaryConversationHours * HOUR_MS)
  const due = { isTemporary: true, updatedAt: { lt: before } }
  for (;;) {
    const left = await prisma.conversation.findMany({
      where: { workspaceId, ...due },
      select: { id: true },
      take: BATCH,
    })
    if (left.length === 0) break
    const ids = left.map(({ id }) => id)
    // whatever somebody wrote in meanwhile stays
    await prisma.$transaction((tx) => eraseConversations(tx, workspaceId, ids, due))
  }
  const others = await prisma.conversation.count({ where: { workspaceId, isTemporary: true } })
  if (others > 0) await queueEndTemporary(workspaceId)
}
