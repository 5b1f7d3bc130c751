import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { conversationPageSchema, listConversationsSchema } from '@/lib/schemas/conversation'
import { isInRange } from '@/lib/schemas/moment'
import { CONVERSATION_SELECT, toConversation, visibleTo } from '@/lib/services/access/conversation-access'
import { unknownCursor } from '@/lib/services/number-cursor'
import { verb } from '@/lib/services/verb'
import { findExcerpts, hasWords, wordsOf } from './messages/find-excerpts'

/** Rows after the one that the cursor, `updatedAt~id`, names. */
function after(cursor: string | undefined): Prisma.ConversationWhereInput {
  if (cursor === undefined) return {}
  const [time = '', id = ''] = cursor.split('~')
  const updatedAt = new Date(time)
  if (!isInRange(updatedAt)) {
    throw unknownCursor()
  }
  return { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { lt: id } }] }
}

const ARCHIVED: Record<'without' | 'only' | 'with', Prisma.ConversationWhereInput> = {
  without: { archivedAt: null },
  only: { archivedAt: { not: null } },
  with: {},
}

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
    const where: Prisma.ConversationWhereInput = {
      AND: [
        visibleTo(actor),
        { isTemporary: false },
        ARCHIVED[archived],
        tag === undefined ? {} : { tags: { has: tag } },
        ...(await hasWords(workspaceId, words)),
      ],
    }
    const rows = await prisma.conversation.findMany({
      where: { AND: [where, after(cursor)] },
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      select: LISTED,
    })
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const ids = shown.map(({ id }) => id)
    const counts = await countMessages(workspaceId, ids)
    const excerpts = await findExcerpts(workspaceId, ids, words)
    return {
      items: shown.map((row) => ({
        ...toConversation({ ...row, _count: { messages: counts.get(row.id) ?? 0 } }, actor),
        found: excerpts.get(row.id) ?? null,
      })),
      total: await prisma.conversation.count({ where }),
      nextCursor: last && rows.length > limit ? `${last.updatedAt.toISOString()}~${last.id}` : null,
    }
  },
})
