import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { type CompositionPage, listCompositionsSchema } from '@/lib/schemas/composition'
import { type Actor, authorize } from '@/lib/services/actor'
import { visibleTo } from '@/lib/services/conversations/find-conversation'
import { parseInput } from '@/lib/services/parse-input'
import { SUMMARY_SELECT, toSummary } from './find-composition'

/** Compositions that the actor may see, newest first. The cursor is the last id of the page before: ids sort by time. */
export async function listCompositions(actor: Actor, input: unknown): Promise<CompositionPage> {
  const { workspaceId } = authorize(actor, 'read')
  const { limit, cursor, conversationId } = parseInput(listCompositionsSchema, input)
  const conversations = await prisma.conversation.findMany({
    where: { ...visibleTo(actor), ...(conversationId ? { id: conversationId } : {}) },
    select: { id: true },
  })
  const ofConversation = { conversationId: { in: conversations.map(({ id }) => id) } }
  const where: Prisma.CompositionWhereInput = {
    workspaceId,
    ...(conversationId ? ofConversation : { OR: [{ conversationId: null }, ofConversation] }),
  }
  const rows = await prisma.composition.findMany({
    where: { AND: [where, cursor ? { id: { lt: cursor } } : {}] },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: SUMMARY_SELECT,
  })
  const items = rows.slice(0, limit).map(toSummary)
  const nextCursor = rows.length > limit ? (items.at(-1)?.id ?? null) : null
  return { items, total: await prisma.composition.count({ where }), nextCursor }
}
