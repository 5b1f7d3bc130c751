import { prisma } from '@/lib/db/client'
import { lockConversations } from '@/lib/db/compositions/lock-conversations'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { chooseAnswerSchema } from '@/lib/schemas/contexts/side-by-side'
import { conversationMessageSchema } from '@/lib/schemas/conversations/conversation'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { findLastQuestion, markChosen } from './messages/mark-chosen'
import { messageNotFound } from './messages/to-message'

type Where = { workspaceId: string; conversationId: string }

/**
 * Goes on with one of the answers to the last question: later questions see this one, and its model is asked next. The
 * other answers stay.
 * @throws AppError NOT_FOUND, FORBIDDEN; VALIDATION for a message that is no such answer or is empty.
 */
export const chooseAnswer = verb({
  name: 'chooseAnswer',
  scope: 'compose',
  effect: 'write',
  input: chooseAnswerSchema,
  output: conversationMessageSchema,
  run: async ({ actor, workspaceId }, { id: conversationId, messageId }) =>
    prisma.$transaction(async (tx) => {
      await requireConversation(tx, actor, conversationId, 'own')
      await lockConversations(tx, workspaceId, [conversationId])
      const where = { workspaceId, conversationId }
      await requireChoosable(tx, where, messageId)
      const message = await markChosen(tx, where, messageId)
      if (message.usage) {
        await tx.conversation.update({
          where: { workspaceId_id: { workspaceId, id: conversationId } },
          data: { model: message.usage.model },
          select: { id: true },
        })
      }
      return message
    }),
})

async function requireChoosable(tx: Transaction, where: Where, id: string): Promise<void> {
  const message = await tx.conversationMessage.findFirst({
    where: { ...where, id },
    select: { role: true, ordinal: true, content: true },
  })
  if (!message) throw messageNotFound(id)
  const refuse = (problem: string) => new AppError('VALIDATION', problem, { fields: { messageId: problem } })
  if (message.role !== 'assistant' || message.ordinal < (await findLastQuestion(tx, where))) {
    throw refuse('A conversation goes on with an answer to its last question. Branch from an earlier one instead.')
  }
  if (message.content === '') throw refuse('An empty answer cannot be continued.')
}
