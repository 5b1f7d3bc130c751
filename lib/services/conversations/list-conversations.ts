import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { likeText } from '@/lib/db/like-text'
import { AppError } from '@/lib/errors'
import { conversationPageSchema, listConversationsSchema } from '@/lib/schemas/conversation'
import { CONVERSATION_SELECT, toConversation, visibleTo } from '@/lib/services/access/conversation-access'
import { verb } from '@/lib/services/verb'

/** Rows after the one that the cursor, `updatedAt~id`, names. */
function after(cursor: string | undefined): Prisma.ConversationWhereInput {
  if (cursor === undefined) return {}
  const [time = '', id = ''] = cursor.split('~')
  const updatedAt = new Date(time)
  if (Number.isNaN(updatedAt.getTime())) {
    throw new AppError('VALIDATION', 'The cursor is not one of a page before.', { fields: { cursor: 'unknown' } })
  }
  return { OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { lt: id } }] }
}

/** The actor's own conversations and the shared ones, the latest first. */
export const listConversations = verb({
  name: 'listConversations',
  scope: 'read',
  effect: 'read',
  input: listConversationsSchema,
  output: conversationPageSchema,
  run: async ({ actor }, { limit, cursor, q }) => {
    const where: Prisma.ConversationWhereInput = {
      AND: [
        visibleTo(actor),
        { isTemporary: false },
        q ? { title: { contains: likeText(q), mode: 'insensitive' } } : {},
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
    return {
      items: shown.map((row) => toConversation(row, actor)),
      total: await prisma.conversation.count({ where }),
      nextCursor: last && rows.length > limit ? `${last.updatedAt.toISOString()}~${last.id}` : null,
    }
  },
})
