import { prisma } from '@/lib/db/client'
import { getConversationSchema } from '@/lib/schemas/conversations/conversation'
import { statedFactsSchema } from '@/lib/schemas/conversations/stated-fact'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { findStated, toStatedFact } from './stated-facts/stored-facts'

/**
 * Lasting facts that the messages of a conversation state, in the order of the messages. @throws AppError NOT_FOUND.
 */
export const listStatedFacts = verb({
  name: 'listStatedFacts',
  scope: 'read',
  effect: 'read',
  input: getConversationSchema,
  output: statedFactsSchema,
  run: async ({ actor, workspaceId }, { id: conversationId }) => {
    await requireConversation(prisma, actor, conversationId, 'read')
    const rows = await findStated({ workspaceId, conversationId })
    return { items: rows.map(({ ordinal: _, place: _place, ...row }) => toStatedFact(row)) }
  },
})
