import { prisma } from '@/lib/db/client'
import { eraseConversations } from '@/lib/db/compositions/erase-conversations'
import { queuePurge, undoEndsAt } from './deleted/queue-purge'

const BATCH = 20

/** Deletes for good what can no longer be brought back, and queues itself for what was deleted later. */
export async function purgeConversations(workspaceId: string, signal: AbortSignal, now = Date.now()): Promise<void> {
  const due = { deletedAt: { lt: undoEndsAt(now) } }
  for (;;) {
    signal.throwIfAborted()
    const over = await prisma.conversation.findMany({
      where: { workspaceId, ...due },
      select: { id: true },
      take: BATCH,
    })
    if (over.length === 0) break
    const ids = over.map(({ id }) => id)
    await prisma.$transaction((tx) => eraseConversations(tx, workspaceId, ids, due))
  }
  const next = await prisma.conversation.findFirst({
    where: { workspaceId, deletedAt: { not: null } },
    orderBy: { deletedAt: 'asc' },
    select: { deletedAt: true },
  })
  if (next?.deletedAt) await queuePurge(workspaceId, next.deletedAt)
}
