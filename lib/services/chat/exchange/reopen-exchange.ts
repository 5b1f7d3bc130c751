import { prisma } from '@/lib/db/client'
import type { ImageRef } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { requireConversation } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { listImages } from '@/lib/services/conversations/images/stored-images'
import { insertMessage } from '@/lib/services/conversations/messages/insert-message'
import type { Beside, Exchange } from './exchange'
import { refuse, takeTurn } from './take-turn'

export type OpenQuestion = {
  query: string
  ordinal: number
  /** Those of the question. */
  images: ImageRef[]
  /** Stores the place of one more answer. @throws AppError CONFLICT */
  open: (model: string, beside: Beside) => Promise<Exchange>
}

type Again = { isBeside: boolean; questionId?: string }

/**
 * The last question of a conversation, to be answered once more.
 * @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION; CONFLICT where it is another one than was meant.
 */
export async function reopenExchange(
  actor: Actor,
  conversationId: string,
  { isBeside, questionId }: Again,
): Promise<OpenQuestion> {
  const { workspaceId } = actor
  const where = { workspaceId, conversationId }
  const { title, isTemporary } = await requireConversation(prisma, actor, conversationId, 'own')
  const question = await prisma.conversationMessage.findFirst({
    where: { ...where, role: 'user' },
    orderBy: { ordinal: 'desc' },
    select: { id: true, content: true, ordinal: true },
  })
  if (!question) return refuse('There is no question in this conversation that could be answered again.')
  if (questionId !== undefined && questionId !== question.id) {
    const problem = 'Another question was asked in this conversation meanwhile.'
    throw new AppError('CONFLICT', problem, { entity: 'conversation', id: conversationId })
  }
  const images = await listImages({ ...where, messageId: question.id })
  const answerId = newId('msg')
  const open = (model: string, beside: Beside) =>
    prisma.$transaction(async (tx) => {
      const { column } = beside
      await takeTurn(tx, where, { messageId: answerId, column, isNewQuestion: false })
      // in columns the conversation goes on with the first one's, until another is chosen
      if (column === undefined) {
        await tx.conversation.update({
          where: { workspaceId_id: { workspaceId, id: conversationId } },
          data: { model },
          select: { id: true },
        })
      }
      await insertMessage(tx, where, { id: answerId, role: 'assistant', content: '', status: 'running', ...beside })
      return { ...where, title, isTemporary, userMessageId: question.id, answerId, isNew: false, isBeside, column }
    })
  return { query: question.content, ordinal: question.ordinal, images, open }
}
