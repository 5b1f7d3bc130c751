import { prisma } from '@/lib/db/client'
import {
  changeConversationSummarySchema,
  conversationSummarySchema,
} from '@/lib/schemas/conversations/conversation-summary'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { putSummary } from './summaries/replace-summary'
import { requireSummary, toConversationSummary } from './summaries/to-conversation-summary'

/**
 * Gives a summary other words, which no model overwrites. The next question is composed with them. Contexts that were
 * composed before keep the old words.
 * @throws AppError NOT_FOUND, FORBIDDEN; CONFLICT where somebody else changed it meanwhile.
 */
export const changeConversationSummary = verb({
  name: 'changeConversationSummary',
  scope: 'compose',
  effect: 'write',
  input: changeConversationSummarySchema,
  output: conversationSummarySchema,
  run: async ({ actor, workspaceId }, { id: conversationId, summaryId, text }) => {
    const row = await prisma.$transaction(async (tx) => {
      await requireConversation(tx, actor, conversationId, 'own')
      const key = { workspaceId, conversationId, id: summaryId }
      const known = await requireSummary(tx, key)
      if (known.text === text) return known
      const { sourceTokens, writtenBy } = known
      return putSummary(tx, key, { text, sourceTokens, writtenBy, isEdited: true })
    })
    return toConversationSummary(row)
  },
})
