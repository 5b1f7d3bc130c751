import type { Transaction } from '@/lib/db/transaction'
import type { ConversationMessageDto } from '@/lib/schemas/conversations/conversation'
import { MESSAGE_SELECT, toMessage } from './to-message'

type Where = { workspaceId: string; conversationId: string }

/** Marks one answer to the last question as chosen, and no other. */
export async function markChosen(tx: Transaction, where: Where, messageId: string): Promise<ConversationMessageDto> {
  const ordinal = { gt: await findLastQuestion(tx, where) }
  await tx.conversationMessage.updateMany({ where: { ...where, isChosen: true, ordinal }, data: { isChosen: false } })
  const row = await tx.conversationMessage.update({
    where: { workspaceId_conversationId_id: { ...where, id: messageId } },
    data: { isChosen: true },
    select: MESSAGE_SELECT,
  })
  return toMessage(row)
}

/** The ordinal of the last question; 0 where there is none. */
export async function findLastQuestion(tx: Transaction, where: Where): Promise<number> {
  const question = await tx.conversationMessage.aggregate({
    where: { ...where, role: 'user' },
    _max: { ordinal: true },
  })
  return question._max.ordinal ?? 0
}
