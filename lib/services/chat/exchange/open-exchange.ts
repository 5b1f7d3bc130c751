import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import type { ImageRef } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import type { AskedWith } from '@/lib/schemas/side-by-side'
import { type Source, sourcesSchema } from '@/lib/schemas/source'
import { type ToolUse, toolUsesSchema } from '@/lib/schemas/tool-use'
import { authorIdOf, requireConversation } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import type { CheckedImage } from '@/lib/services/conversations/images/check-images'
import { listImages, storeImages } from '@/lib/services/conversations/images/stored-images'
import { insertMessage } from '@/lib/services/conversations/messages/insert-message'
import { titleOf } from './title-of'

/** A question and the place of its answer, stored. */
export type Exchange = {
  workspaceId: string
  conversationId: string
  title: string
  isNew: boolean
  /** Nothing of it is kept. */
  isTemporary: boolean
  userMessageId: string
  answerId: string
  /** The answers that the question has stay. */
  isBeside?: boolean
  /** Where it stands side by side with others. */
  column?: number
}

/** An answer's place side by side with others, and what was named for it; without a column it stands alone. */
export type Beside = { column?: number; askedWith?: AskedWith }

type Where = { workspaceId: string; conversationId: string }

async function isEmpty(tx: Transaction, where: Where): Promise<boolean> {
  return (await tx.conversationMessage.count({ where })) === 0
}

export function refuse(problem: string): never {
  throw new AppError('VALIDATION', problem, { fields: { conversationId: problem } })
}

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
  await tx.$executeRaw`
    SELECT 1 FROM "Conversation" WHERE "workspaceId" = ${workspaceId} AND "id" = ${conversationId} FOR UPDATE`
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
    profileId?: string
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

/** The words of an answer that ended early, and the composition they were given from. */
type Unfinished = {
  text: string
  thinking: string | null
  toolUses: ToolUse[]
  sources: Source[]
  compositionId: string
}
type Unended = Where & { column?: number }

const CONTINUED = ['interrupted', 'stopped']

async function readUnfinished(client: Pick<Transaction, 'conversationMessage'>, { column: named, ...where }: Unended) {
  const [answer, question] = await Promise.all([
    client.conversationMessage.findFirst({
      where: { ...where, ...(named === undefined ? {} : { column: named }) },
      orderBy: { ordinal: 'desc' },
      select: {
        id: true,
        role: true,
        status: true,
        content: true,
        thinking: true,
        toolUses: true,
        sources: true,
        compositionId: true,
        column: true,
        ordinal: true,
      },
    }),
    client.conversationMessage.findFirst({
      where: { ...where, role: 'user' },
      orderBy: { ordinal: 'desc' },
      select: { id: true, ordinal: true },
    }),
  ])
  const isUnfinished = answer?.role === 'assistant' && CONTINUED.includes(answer.status) && answer.content !== ''
  if (!question || !isUnfinished || answer.compositionId === null || answer.ordinal < question.ordinal) {
    return refuse('The last answer of this conversation did not end early. Ask again for another one.')
  }
  const { id: answerId, content: text, thinking, compositionId } = answer
  const toolUses = answer.toolUses === null ? [] : toolUsesSchema.parse(answer.toolUses)
  const sources = answer.sources === null ? [] : sourcesSchema.parse(answer.sources)
  return {
    userMessageId: question.id,
    answerId,
    text,
    thinking,
    toolUses,
    sources,
    compositionId,
    column: answer.column ?? undefined,
  }
}

/** The last answer of a conversation, or of a column, if it ended early. @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION. */
export async function findUnfinished(
  actor: Actor,
  place: { conversationId: string; column?: number },
): Promise<Unfinished> {
  await requireConversation(prisma, actor, place.conversationId, 'own')
  return readUnfinished(prisma, { workspaceId: actor.workspaceId, ...place })
}

/** Opens it again. @throws AppError like `findUnfinished`; CONFLICT when it has changed since, or another is written. */
export async function takeUpAnswer(
  actor: Actor,
  { conversationId, column: named }: { conversationId: string; column?: number },
  known: Omit<Unfinished, 'thinking' | 'toolUses' | 'sources'>,
): Promise<Exchange> {
  const where = { workspaceId: actor.workspaceId, conversationId }
  return prisma.$transaction(async (tx) => {
    const { title, isTemporary } = await requireConversation(tx, actor, conversationId, 'own')
    const unfinished = await readUnfinished(tx, { ...where, column: named })
    const { userMessageId, answerId, text, compositionId, column } = unfinished
    await takeTurn(tx, where, { messageId: answerId, column, isNewQuestion: false })
    if (text !== known.text || compositionId !== known.compositionId) {
      throw new AppError('CONFLICT', 'The answer has changed meanwhile.', { entity: 'message', id: answerId })
    }
    await tx.conversationMessage.update({
      where: { workspaceId_conversationId_id: { ...where, id: answerId } },
      data: { status: 'running', error: null, continuedAt: text.length },
      select: { id: true },
    })
    return { ...where, title, isTemporary, userMessageId, answerId, isNew: false, isBeside: true, column }
  })
}
