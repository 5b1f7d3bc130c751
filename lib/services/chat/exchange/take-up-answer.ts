import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { type Source, sourcesSchema } from '@/lib/schemas/conversations/source'
import { type ToolUse, toolUsesSchema } from '@/lib/schemas/conversations/tool-use'
import { requireConversation } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import type { Exchange, Where } from './exchange'
import { refuse, takeTurn } from './take-turn'

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
