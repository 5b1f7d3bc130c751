import { prisma } from '@/lib/db/client'
import { type ConversationDetailDto, getConversationSchema } from '@/lib/schemas/conversation'
import { type Actor, authorize } from '@/lib/services/actor'
import { settleLostAnswers } from '@/lib/services/chat/settle-lost-answers'
import { parseInput } from '@/lib/services/parse-input'
import { requireConversation, toConversation } from './find-conversation'
import { MESSAGE_SELECT, toMessage } from './to-message'

/** A conversation with its messages. @throws AppError NOT_FOUND. */
export async function getConversation(actor: Actor, input: unknown): Promise<ConversationDetailDto> {
  const { workspaceId } = authorize(actor, 'read')
  const { id } = parseInput(getConversationSchema, input)
  await settleLostAnswers()
  const conversation = await requireConversation(prisma, actor, id, 'read')
  const messages = await prisma.conversationMessage.findMany({
    where: { workspaceId, conversationId: id },
    orderBy: { ordinal: 'asc' },
    select: MESSAGE_SELECT,
  })
  return { ...toConversation(conversation, actor), messages: messages.map(toMessage) }
}
