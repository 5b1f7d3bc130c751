import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { branchConversationSchema, conversationSchema } from '@/lib/schemas/conversations/conversation'
import { requireConversation, toConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { findOrdinal, forkConversation } from './branches/fork-conversation'
import { queueEndTemporary } from './end-temporary'
import { markChosen } from './messages/mark-chosen'

/**
 * Begins a conversation of the actor's own that goes on from a message of another one, also of a shared one. The other
 * conversation stays as it is.
 * @throws AppError NOT_FOUND.
 */
export const branchConversation = verb({
  name: 'branchConversation',
  scope: 'compose',
  effect: 'write',
  input: branchConversationSchema,
  output: conversationSchema,
  run: async ({ actor, workspaceId }, { id: conversationId, messageId }) => {
    const row = await prisma.$transaction(async (tx) => {
      await requireConversation(tx, actor, conversationId, 'read')
      const ordinal = await findOrdinal(tx, { workspaceId, conversationId, id: messageId })
      const fork = await forkConversation(tx, actor, { conversationId, beforeOrdinal: ordinal + 1 })
      await goOnWith(tx, { workspaceId, conversationId: fork.id }, messageId)
      return requireConversation(tx, actor, fork.id, 'own')
    })
    if (row.isTemporary) await queueEndTemporary(workspaceId)
    return toConversation(row, actor)
  },
})

/** Where answers stood side by side, the branch goes on with the one that it was made from. */
async function goOnWith(tx: Transaction, where: { workspaceId: string; conversationId: string }, messageId: string) {
  const column = await tx.conversationMessage.count({ where: { ...where, id: messageId, column: { not: null } } })
  if (column > 0) await markChosen(tx, where, messageId)
}
