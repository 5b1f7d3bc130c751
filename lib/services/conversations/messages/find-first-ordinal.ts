import { prisma } from '@/lib/db/client'

/** Answers to one question that stand beside each other; of what others exported, messages in a row. */
const MAX_BACK = 50

type Where = { workspaceId: string; conversationId: string }
type Part = { limit: number; beforeOrdinal?: number | undefined; includingId?: string | undefined }

/**
 * The ordinal of the first message of the end of a conversation, or of what stands before a message: a question, where
 * there is one near, since its answers stand beside each other.
 */
export async function findFirstOrdinal(where: Where, { limit, beforeOrdinal, includingId }: Part): Promise<number> {
  const before = beforeOrdinal === undefined ? {} : { ordinal: { lt: beforeOrdinal } }
  const select = { ordinal: true, role: true } as const
  const [cut, included] = await Promise.all([
    prisma.conversationMessage.findFirst({
      where: { ...where, ...before },
      orderBy: { ordinal: 'desc' },
      skip: limit - 1,
      select,
    }),
    includingId === undefined
      ? null
      : prisma.conversationMessage.findFirst({ where: { ...where, id: includingId }, select }),
  ])
  if (!cut) return 0
  const first = included && included.ordinal < cut.ordinal ? included : cut
  if (first.role === 'user') return first.ordinal
  const question = await prisma.conversationMessage.findFirst({
    where: { ...where, role: 'user', ordinal: { lt: first.ordinal, gte: first.ordinal - MAX_BACK } },
    orderBy: { ordinal: 'desc' },
    select,
  })
  return question?.ordinal ?? first.ordinal
}
