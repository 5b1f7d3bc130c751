import { prisma } from '@/lib/db/client'
import { conversationDetailSchema, readConversationSchema } from '@/lib/schemas/conversations/conversation'
import { requireConversation, toConversation } from '@/lib/services/access/conversation-access'
import { settleLostAnswers } from '@/lib/services/answers/settle-lost-answers'
import { verb } from '@/lib/services/verb'
import { findOrdinal } from './branches/fork-conversation'
import { findFirstOrdinal } from './messages/find-first-ordinal'
import { readMessages } from './messages/read-messages'
import { readSentContexts } from './messages/read-sent-contexts'
import { MESSAGE_SELECT, toMessage } from './messages/to-message'

/** A conversation with its messages, or with the latest of them. @throws AppError NOT_FOUND. */
export const getConversation = verb({
  name: 'getConversation',
  scope: 'read',
  effect: 'read',
  input: readConversationSchema,
  output: conversationDetailSchema,
  run: async ({ actor, workspaceId }, { id, limit, before, including }) => {
    await settleLostAnswers()
    const conversation = await requireConversation(prisma, actor, id, 'read')
    const where = { workspaceId, conversationId: id }
    const beforeOrdinal = before === undefined ? undefined : await findOrdinal(prisma, { ...where, id: before })
    const first =
      limit === undefined ? 0 : await findFirstOrdinal(where, { limit, beforeOrdinal, includingId: including })
    const [messages, earlier] = await Promise.all([
      readMessages(where, MESSAGE_SELECT, { from: first, before: beforeOrdinal }),
      first === 0 ? 0 : prisma.conversationMessage.count({ where: { ...where, ordinal: { lt: first } } }),
    ])
    const contexts = await readSentContexts(
      actor,
      messages.flatMap(({ compositionId }) => compositionId ?? []),
    )
    return {
      ...toConversation(conversation, actor),
      messages: messages.map((message) => ({
        ...toMessage(message),
        context: contexts.get(message.compositionId ?? '') ?? null,
      })),
      earlier,
    }
  },
})
