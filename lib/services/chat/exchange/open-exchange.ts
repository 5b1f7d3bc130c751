import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { newId } from '@/lib/new-id'
import { authorIdOf, requireConversation } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import type { CheckedImage } from '@/lib/services/conversations/images/check-images'
import { storeImages } from '@/lib/services/conversations/images/stored-images'
import { insertMessage } from '@/lib/services/conversations/messages/insert-message'
import type { Beside, Exchange, Where } from './exchange'
import { takeTurn } from './take-turn'
import { titleOf } from './title-of'

async function isEmpty(tx: Transaction, where: Where): Promise<boolean> {
  return (await tx.conversationMessage.count({ where })) === 0
}

/**
 * Stores a question with the place of its answer, in a new conversation when it names none, which then is called after it.
 * @throws AppError NOT_FOUND, FORBIDDEN; CONFLICT while another answer is being written in it.
 */
export async function openExchange(
  actor: Actor,
  asked: {
    text: string
    model: string
    conversationId?: string
    profileId?: string | null
    isTemporary?: boolean
    beside: Beside
    images?: CheckedImage[]
  },
): Promise<Exchange> {
  const { workspaceId } = actor
  const { text, model, conversationId: existingId, profileId, beside, images = [] } = asked
  const userMessageId = newId('msg')
  const answerId = newId('msg')
  return prisma.$transaction(async (tx) => {
    const conversationId = existingId ?? newId('cnv')
    const where = { workspaceId, conversationId }
    let title = titleOf(text)
    let isTemporary = asked.isTemporary ?? false
    if (existingId === undefined) {
      await tx.conversation.create({
        data: { workspaceId, id: conversationId, title, profileId, model, isTemporary, authorId: authorIdOf(actor) },
        select: { id: true },
      })
    } else {
      const conversation = await requireConversation(tx, actor, existingId, 'own')
      isTemporary = conversation.isTemporary
      const isTitled = !(await isEmpty(tx, where))
      if (isTitled) title = conversation.title
      await tx.conversation.update({
        where: { workspaceId_id: { workspaceId, id: conversationId } },
        data: isTitled ? { model } : { model, title },
        select: { id: true },
      })
    }
    const { column } = beside
    await takeTurn(tx, where, { messageId: answerId, column, isNewQuestion: true })
    await insertMessage(tx, where, { id: userMessageId, role: 'user', content: text })
    await storeImages(tx, where, [{ messageId: userMessageId, images }])
    await insertMessage(tx, where, { id: answerId, role: 'assistant', content: '', status: 'running', ...beside })
    return { ...where, title, userMessageId, answerId, isTemporary, column, isNew: existingId === undefined }
  })
}
