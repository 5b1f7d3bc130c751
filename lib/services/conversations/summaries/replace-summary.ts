import type { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { newId } from '@/lib/new-id'

type Key = { workspaceId: string; conversationId: string; id: string }
type Words = Pick<
  Prisma.ConversationSummaryUncheckedCreateInput,
  'text' | 'sourceTokens' | 'writtenBy' | 'askedModel' | 'isEdited'
>

/**
 * Puts other words in the place of a summary, which stays for the contexts that were composed with it.
 * @returns the id of the new one; null where somebody else replaced it meanwhile
 */
export async function replaceSummary(tx: Transaction, key: Key, words: Words): Promise<string | null> {
  const next = newId('sum')
  const { count } = await tx.conversationSummary.updateMany({
    where: { ...key, replacedById: null },
    data: { replacedById: next },
  })
  if (count === 0) return null
  const { level, fromMessageId, throughMessageId, createdAt } = await tx.conversationSummary.findUniqueOrThrow({
    where: { workspaceId_conversationId_id: key },
    select: { level: true, fromMessageId: true, throughMessageId: true, createdAt: true },
  })
  const place = { ...key, id: next, level, fromMessageId, throughMessageId, createdAt }
  await tx.conversationSummary.create({ data: { ...place, ...words }, select: { id: true } })
  return next
}
