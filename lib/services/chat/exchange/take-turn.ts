import { lockConversations } from '@/lib/db/compositions/lock-conversations'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { Where } from './exchange'

/**
 * One answer at a time, as another one would not know of it; but for the other columns of the same question.
 * @throws AppError CONFLICT
 */
export async function takeTurn(
  tx: Transaction,
  where: Where,
  { messageId, column, isNewQuestion }: { messageId: string; column?: number; isNewQuestion: boolean },
): Promise<void> {
  const { workspaceId, conversationId } = where
  await lockConversations(tx, workspaceId, [conversationId])
  const running = await tx.runningAnswer.findMany({ where, select: { column: true } })
  const isInTheWay = (other: number | null) =>
    isNewQuestion || column === undefined || other === null || other === column
  if (!running.some((other) => isInTheWay(other.column))) {
    await tx.runningAnswer.create({
      data: { ...where, messageId, column: column ?? null, aliveAt: new Date() },
      select: { messageId: true },
    })
    return
  }
  throw new AppError('CONFLICT', 'An answer is being written in this conversation. Wait for it, or stop it.', {
    entity: 'conversation',
    id: where.conversationId,
  })
}

/** @throws AppError VALIDATION, about the conversation */
export function refuse(problem: string): never {
  throw new AppError('VALIDATION', problem, { fields: { conversationId: problem } })
}
