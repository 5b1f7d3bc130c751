import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/services/actor'
import { authorIdOf, requireConversation } from '@/lib/services/conversations/find-conversation'
import { insertMessage } from '@/lib/services/conversations/insert-message'
import { newId } from '@/lib/services/new-id'
import { titleOf } from './title-of'

/** A question that waits for its answer, stored. */
export type Exchange = {
  workspaceId: string
  conversationId: string
  title: string
  isNew: boolean
  userMessageId: string
}

async function isEmpty(tx: Transaction, where: { workspaceId: string; conversationId: string }): Promise<boolean> {
  return (await tx.conversationMessage.count({ where })) === 0
}

/** Stores a question, in a new conversation when it names none, which then is called after it. */
export async function openExchange(
  actor: Actor,
  { text, conversationId: existingId, profileId }: { text: string; conversationId?: string; profileId?: string },
): Promise<Exchange> {
  const { workspaceId } = actor
  const userMessageId = newId('msg')
  return prisma.$transaction(async (tx) => {
    const conversationId = existingId ?? newId('cnv')
    const where = { workspaceId, conversationId }
    let title = titleOf(text)
    if (existingId === undefined) {
      await tx.conversation.create({
        data: { workspaceId, id: conversationId, title, profileId, authorId: authorIdOf(actor) },
        select: { id: true },
      })
    } else {
      const conversation = await requireConversation(tx, actor, existingId, 'own')
      if (await isEmpty(tx, where)) {
        await tx.conversation.update({
          where: { workspaceId_id: { workspaceId, id: conversationId } },
          data: { title },
          select: { id: true },
        })
      } else title = conversation.title
    }
    await insertMessage(tx, where, { id: userMessageId, role: 'user', content: text })
    return { ...where, title, userMessageId, isNew: existingId === undefined }
  })
}

/** The last question of a conversation, to be answered once more. @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION. */
export async function reopenExchange(
  actor: Actor,
  conversationId: string,
): Promise<{ exchange: Exchange; query: string; ordinal: number }> {
  const { workspaceId } = actor
  const { title } = await requireConversation(prisma, actor, conversationId, 'own')
  const question = await prisma.conversationMessage.findFirst({
    where: { workspaceId, conversationId, role: 'user' },
    orderBy: { ordinal: 'desc' },
    select: { id: true, content: true, ordinal: true },
  })
  if (!question) {
    const problem = 'There is no question in this conversation that could be answered again.'
    throw new AppError('VALIDATION', problem, { fields: { conversationId: problem } })
  }
  return {
    exchange: { workspaceId, conversationId, title, userMessageId: question.id, isNew: false },
    query: question.content,
    ordinal: question.ordinal,
  }
}
