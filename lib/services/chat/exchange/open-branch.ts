import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { requireConversation } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { findOrdinal, forkConversation } from '@/lib/services/conversations/branches/fork-conversation'
import { type CheckedImage, joinImages } from '@/lib/services/conversations/images/check-images'
import { listImages, readImages, storeImages } from '@/lib/services/conversations/images/stored-images'
import { insertMessage } from '@/lib/services/conversations/messages/insert-message'
import type { Beside } from './exchange'
import type { OpenQuestion } from './reopen-exchange'
import { refuse, takeTurn } from './take-turn'
import { titleOf } from './title-of'

type Asked = { conversationId: string; branchAt: string; text?: string; images?: CheckedImage[]; keptImages?: string[] }

/**
 * A question that is asked, or answered again, in a new conversation which has what was said before a message. Where
 * nothing was, it is called after the question.
 * @throws AppError NOT_FOUND; VALIDATION where no question stands before the message; LIMIT_EXCEEDED for more images than
 *   a message may have.
 */
export async function openBranch(actor: Actor, asked: Asked): Promise<OpenQuestion> {
  const { workspaceId } = actor
  const { conversationId, branchAt, text } = asked
  await requireConversation(prisma, actor, conversationId, 'read')
  const at = await findOrdinal(prisma, { workspaceId, conversationId, id: branchAt })
  const [before, question] = await Promise.all([
    prisma.conversationMessage.count({ where: { workspaceId, conversationId, ordinal: { lt: at } } }),
    prisma.conversationMessage.findFirst({
      where: { workspaceId, conversationId, role: 'user', ordinal: { lt: at } },
      orderBy: { ordinal: 'desc' },
      select: { id: true, content: true, ordinal: true },
    }),
  ])
  if (text === undefined && !question)
    return refuse('Before this message nothing was asked that could be answered again.')
  const query = text ?? question!.content
  const where = { workspaceId, conversationId }
  const ofText = text === undefined ? [] : await imagesOfText({ ...where, messageId: branchAt }, asked)
  const images = text === undefined ? await listImages({ ...where, messageId: question!.id }) : ofText
  const answerId = newId('msg')
  const userMessageId = text === undefined ? question!.id : newId('msg')
  // other answers to the same question are no part of the branch
  const beforeOrdinal = text === undefined ? question!.ordinal + 1 : at
  const open = (model: string, beside: Beside) =>
    prisma.$transaction(async (tx) => {
      const title = before === 0 ? { title: titleOf(query) } : {}
      const fork = await forkConversation(tx, actor, { conversationId, beforeOrdinal, model, ...title })
      const where = { workspaceId, conversationId: fork.id }
      const { column } = beside
      await takeTurn(tx, where, { messageId: answerId, column, isNewQuestion: true })
      if (text !== undefined) {
        await insertMessage(tx, where, { id: userMessageId, role: 'user', content: text })
        await storeImages(tx, where, [{ messageId: userMessageId, images: ofText }])
      }
      await insertMessage(tx, where, { id: answerId, role: 'assistant', content: '', status: 'running', ...beside })
      const { isTemporary } = fork
      return { ...where, title: fork.title, isTemporary, userMessageId, answerId, column, isNew: true }
    })
  return { query, ordinal: text === undefined ? question!.ordinal : at, images, open }
}

/** Of a text that takes the place of a question: those of the question that stay, and new ones. */
async function imagesOfText(
  question: { workspaceId: string; conversationId: string; messageId: string },
  { images: added, keptImages: kept }: Pick<Asked, 'images' | 'keptImages'>,
): Promise<CheckedImage[]> {
  if (kept === undefined) return added ?? readImages(question)
  const known = await readImages(question)
  const missing = kept.find((id) => !known.some((image) => image.id === id))
  if (missing !== undefined) {
    throw new AppError('NOT_FOUND', 'The question has no such image.', { entity: 'image', id: missing })
  }
  return joinImages(
    known.filter(({ id }) => kept.includes(id)),
    added ?? [],
  )
}
