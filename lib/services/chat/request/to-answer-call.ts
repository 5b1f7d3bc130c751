import { type Call, pricesOf } from '@/lib/indexing/providers/book-call'
import type { pickModel } from '@/lib/indexing/providers/find-model'
import { type Actor, payerOf } from '@/lib/services/actor'
import type { Exchange } from '@/lib/services/chat/exchange/exchange'

/** The call that an answer is booked as; null for the offline model. */
export function toAnswerCall(
  actor: Actor,
  found: ReturnType<typeof pickModel>,
  { conversationId, answerId, isTemporary }: Exchange,
): Omit<Call, 'predictedTokens'> | null {
  if (found.isOffline) return null
  return {
    ...payerOf(actor),
    purpose: 'answer',
    conversationId: isTemporary ? null : conversationId,
    messageId: isTemporary ? null : answerId,
    model: found.spec.id,
    prices: pricesOf(found),
  }
}
