import { prisma } from '@/lib/db/client'
import { conversationDetailSchema, getConversationSchema } from '@/lib/schemas/conversations/conversation'
import { requireConversation, toConversation } from '@/lib/services/access/conversation-access'
import { settleLostAnswers } from '@/lib/services/answers/settle-lost-answers'
import { verb } from '@/lib/services/verb'
import { readMessages } from './messages/read-messages'
import { readSentContexts } from './messages/read-sent-contexts'
import { MESSAGE_SELECT, toMessage } from './messages/to-message'

/** A conversation with its messages. @throws AppError NOT_FOUND. */
export const getConversation = verb({
  name: 'getConversation',
  scope: 'read',
  effect: 'read',
  input: getConversationSchema,
  output: conversationDetailSchema,
  run: async ({ actor, workspaceId }, { id }) => {
    await settleLostAnswers()
    const conversation = await requireConversation(prisma, actor, id, 'read')
    const messages = await readMessages({ workspaceId, conversationId: id }, MESSAGE_SELECT)
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
    }
  },
})
