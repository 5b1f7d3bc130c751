import { prisma } from '@/lib/db/client'
import { conversationPageSchema, listConversationsSchema } from '@/lib/schemas/conversations/conversation'
import { CONVERSATION_SELECT, toConversation } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'
import { findConversationIds } from './messages/find-conversation-ids'
import { findExcerpts, wordsOf } from './messages/find-excerpts'

/** Counting with the rows would count the messages of every conversation before the first one is shown. */
const { _count: _, ...LISTED } = CONVERSATION_SELECT

async function countMessages(workspaceId: string, ids: string[]): Promise<Map<string, number>> {
  const counts = await prisma.conversationMessage.groupBy({
    by: ['conversationId'],
    where: { workspaceId, conversationId: { in: ids } },
    _count: { _all: true },
  })
  return new Map(counts.map(({ conversationId, _count }) => [conversationId, _count._all]))
}

/** The actor's own conversations and the shared ones, the latest first. Archived ones are listed only on request. */
export const listConversations = verb({
  name: 'listConversations',
  scope: 'read',
  effect: 'read',
  input: listConversationsSchema,
  output: conversationPageSchema,
  run: async ({ actor, workspaceId }, { limit, cursor, q = '', tag, archived }) => {
    const words = wordsOf(q)
    const found = await findConversationIds(actor, { words, tag, archived, cursor, limit: limit + 1 })
    const ids = found.ids.slice(0, limit)
    const rows = await prisma.conversation.findMany({ where: { workspaceId, id: { in: ids } }, select: LISTED })
    const rowOf = new Map(rows.map((row) => [row.id, row]))
    // deleted meanwhile
    const shown = ids.flatMap((id) => rowOf.get(id) ?? [])
    const last = shown.at(-1)
    const counts = await countMessages(workspaceId, ids)
    const excerpts = await findExcerpts(workspaceId, ids, words)
    return {
      items: shown.map((row) => ({
        ...toConversation({ ...row, _count: { messages: counts.get(row.id) ?? 0 } }, actor),
        found: excerpts.get(row.id) ?? null,
      })),
      total: found.total,
      nextCursor: last && found.ids.length > limit ? `${last.updatedAt.toISOString()}~${last.id}` : null,
    }
  },
})
