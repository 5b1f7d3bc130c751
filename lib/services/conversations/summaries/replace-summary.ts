import type { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { requireSummary } from './to-conversation-summary'

type Key = { workspaceId: string; conversationId: string; id: string }
type Words = Pick<
  Prisma.ConversationSummaryUncheckedCreateInput,
  'text' | 'sourceTokens' | 'writtenBy' | 'askedModel' | 'isEdited'
>

/**
 * Replaces the words of a summary. The old summary stays for the contexts that were composed with it.
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

/**
 * Replaces a summary for somebody who waits for it. @throws AppError CONFLICT where another took its place meanwhile
 */
export async function putSummary(tx: Transaction, key: Key, words: Words): ReturnType<typeof requireSummary> {
  const id = await replaceSummary(tx, key, words)
  if (id !== null) return requireSummary(tx, { ...key, id })
  throw new AppError('CONFLICT', 'The summary was changed meanwhile. Load it and try again.', {
    entity: 'summary',
    id: key.id,
  })
}
