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
      select: CONVERSATION_SELECT,
    })
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const excerpts = await findExcerpts(
      workspaceId,
      shown.map(({ id }) => id),
      words,
    )
    return {
      items: shown.map((row) => ({ ...toConversation(row, actor), found: excerpts.get(row.id) ?? null })),
      total: await prisma.conversation.count({ where }),
      nextCursor: last && rows.length > limit ? `${last.updatedAt.toISOString()}~${last.id}` : null,
    }
  },
})
