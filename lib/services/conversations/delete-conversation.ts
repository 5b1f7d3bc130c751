import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { eraseConversations } from '@/lib/db/compositions/erase-conversations'
import type { Transaction } from '@/lib/db/transaction'
import { deleteConversationSchema } from '@/lib/schemas/conversations/conversation'
import { LIMITS } from '@/lib/schemas/limits'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { listRunning } from '@/lib/services/answers/running-answers'
import { verb } from '@/lib/services/verb'

const DAY_MS = 24 * 60 * 60 * 1000
const PURGE_BATCH = 20

/** Removes conversations for good that can no longer be restored, and the compositions that quote them. */
async function purge(tx: Transaction, workspaceId: string): Promise<void> {
  const before = new Date(Date.now() - LIMITS.conversationUndoDays * DAY_MS)
  const expired = await tx.conversation.findMany({
    where: { workspaceId, deletedAt: { lt: before } },
    select: { id: true },
    take: PURGE_BATCH,
  })
  const ids = expired.map(({ id }) => id)
  if (ids.length === 0) return
  await eraseConversations(tx, workspaceId, ids)
}

/**
 * Hides a conversation and its compositions from everybody at once and stops its answer. `restoreConversation` can
 * bring them back for a week. A temporary conversation is deleted for good.
 * @throws AppError NOT_FOUND, FORBIDDEN.
 */
export const deleteConversation = verb({
  name: 'deleteConversation',
  scope: 'compose',
  effect: 'write',
  input: deleteConversationSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id }) => {
    await prisma.$transaction(async (tx) => {
      const { updatedAt, isTemporary } = await requireConversation(tx, actor, id, 'own')
      if (isTemporary) {
        await eraseConversations(tx, workspaceId, [id])
        return
      }
      await tx.conversation.update({
        where: { workspaceId_id: { workspaceId, id } },
        data: { deletedAt: new Date(), updatedAt },
        select: { id: true },
      })
      await purge(tx, workspaceId)
    })
    for (const answer of listRunning({ workspaceId, conversationId: id })) answer.stop()
  },
})
