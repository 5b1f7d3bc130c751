import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import type { MessageUsage } from '@/lib/schemas/conversation'
import { insertMessage } from '@/lib/services/conversations/insert-message'
import type { Exchange } from './open-exchange'

type Answer = {
  id: string
  content: string
  status: 'complete' | 'stopped' | 'failed'
  error?: string
  compositionId?: string
  usage?: MessageUsage
  /** When the model gave it, where it is given again. */
  reusedFromAt?: Date
}

/** The answers that the question has so far. */
async function removeAnswers(
  tx: Transaction,
  { workspaceId, conversationId, userMessageId }: Exchange,
  onlyFailed: boolean,
) {
  const question = await tx.conversationMessage.findUnique({
    where: { workspaceId_conversationId_id: { workspaceId, conversationId, id: userMessageId } },
    select: { ordinal: true },
  })
  const next = await tx.conversationMessage.findFirst({
    where: { workspaceId, conversationId, role: 'user', ordinal: { gt: question?.ordinal ?? 0 } },
    orderBy: { ordinal: 'asc' },
    select: { ordinal: true },
  })
  const where = {
    workspaceId,
    conversationId,
    role: 'assistant',
    ordinal: { gt: question?.ordinal ?? 0, ...(next ? { lt: next.ordinal } : {}) },
  }
  await tx.conversationMessage.deleteMany({ where: { ...where, ...(onlyFailed ? { status: 'failed' } : {}) } })
  return tx.conversationMessage.count({ where })
}

/**
 * Puts the answer after its question, in place of an earlier one. A failure replaces failures only: an answer that was
 * there already stays. So does a deleted conversation.
 */
export async function storeAnswer(exchange: Exchange, answer: Answer): Promise<void> {
  const { workspaceId, conversationId } = exchange
  await prisma.$transaction(async (tx) => {
    if ((await tx.conversation.count({ where: { workspaceId, id: conversationId } })) === 0) return
    const isFailed = answer.status === 'failed'
    const kept = await removeAnswers(tx, exchange, isFailed)
    if (isFailed && kept > 0) return
    await insertMessage(tx, { workspaceId, conversationId }, { ...answer, role: 'assistant' })
  })
}
