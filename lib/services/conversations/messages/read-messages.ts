import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'

const AT_ONCE = 500

type Where = Prisma.ConversationMessageWhereInput & { workspaceId: string; conversationId: string }

/** Ordinals of the first one and of the one after the last; all without it. */
type Part = { from?: number; before?: number | undefined }

type Row<Select extends Prisma.ConversationMessageSelect> = Prisma.ConversationMessageGetPayload<{ select: Select }>

/**
 * Messages of a conversation, in their order. They are read in parts: turning thousands into rows at once would hold
 * the event loop for tens of milliseconds.
 */
export async function readMessages<Select extends Prisma.ConversationMessageSelect>(
  where: Where,
  select: Select,
  { from = 0, before }: Part = {},
): Promise<Row<Select>[]> {
  const rows: Row<Select>[] = []
  for (let after = from - 1; ; ) {
    const part = await prisma.conversationMessage.findMany({
      where: { ...where, ordinal: { gt: after, lt: before } },
      orderBy: { ordinal: 'asc' },
      take: AT_ONCE,
      select: { ...select, ordinal: true },
    })
    for (const { ordinal, ...row } of part as unknown as { ordinal: number }[]) {
      after = ordinal
      rows.push((select.ordinal ? { ordinal, ...row } : row) as Row<Select>)
    }
    if (part.length < AT_ONCE) return rows
  }
}
