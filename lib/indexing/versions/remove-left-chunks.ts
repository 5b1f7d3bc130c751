import { prisma } from '@/lib/db/client'
import { clearNumber, findLeftChunks } from '@/lib/db/versions/chunks-ahead'
import { queueRemoveChunks } from '@/lib/indexing/queue/queue-indexing'
import { storeInTurn } from '@/lib/indexing/turns/store-in-turn'

/** Claims of a process that was killed before this one started have ended by then. */
const AFTER_SECONDS = 60

/** Removes chunks that stand under numbers without a version, and that no attempt stores at present, piece by piece. */
export async function removeLeftChunks(workspaceId: string, signal?: AbortSignal): Promise<void> {
  for (const key of await findLeftChunks(prisma, workspaceId)) {
    for (;;) {
      signal?.throwIfAborted()
      const state = await storeInTurn({ workspaceId, urgency: 'job', chunks: 0 }, (tx) => clearNumber(tx, key))
      if (state !== 'clearing') break
    }
  }
}

/** Has what is left removed in every workspace: call it when a process starts. */
export async function queueLeftChunksOfAll(): Promise<void> {
  const rows = await prisma.chunkedVersion.findMany({
    where: { claimedBy: { not: null } },
    distinct: ['workspaceId'],
    select: { workspaceId: true },
  })
  for (const { workspaceId } of rows) await queueRemoveChunks(workspaceId, AFTER_SECONDS)
}
