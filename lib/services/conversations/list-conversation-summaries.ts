import { prisma } from '@/lib/db/client'
import { getConversationSchema } from '@/lib/schemas/conversations/conversation'
import { conversationSummariesSchema } from '@/lib/schemas/conversations/conversation-summary'
import { requireConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { MAX_SUMMARIES } from './messages/load-history'
import { SUMMARY_SELECT, toConversationSummary } from './summaries/to-conversation-summary'

/** Summaries that are sent in place of messages of a conversation, oldest first. @throws AppError NOT_FOUND. */
export const listConversationSummaries = verb({
  name: 'listConversationSummaries',
  scope: 'read',
  effect: 'read',
  input: getConversationSchema,
  output: conversationSummariesSchema,
  run: async ({ actor, workspaceId }, { id: conversationId }) => {
    await requireConversation(prisma, actor, conversationId, 'read')
    const rows = await prisma.conversationSummary.findMany({
      where: { workspaceId, conversationId, replacedById: null },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MAX_SUMMARIES,
      select: SUMMARY_SELECT,
    })
    return { items: await Promise.all(rows.toReversed().map(toConversationSummary)) }
  },
})
