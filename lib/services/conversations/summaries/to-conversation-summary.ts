import type { Prisma } from '@/lib/db/generated/client'
import type { Transaction } from '@/lib/db/transaction'
import { loadTokenizer } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import type { ConversationSummaryDto } from '@/lib/schemas/conversations/conversation-summary'

export const SUMMARY_SELECT = {
  id: true,
  level: true,
  fromMessageId: true,
  throughMessageId: true,
  text: true,
  sourceTokens: true,
  writtenBy: true,
  isEdited: true,
} satisfies Prisma.ConversationSummarySelect

type SummaryRow = Prisma.ConversationSummaryGetPayload<{ select: typeof SUMMARY_SELECT }>

export async function toConversationSummary(row: SummaryRow): Promise<ConversationSummaryDto> {
  const { isEdited, writtenBy, level, ...kept } = row
  return {
    ...kept,
    level: level === 2 ? 2 : 1,
    tokens: (await loadTokenizer('gpt')).count(row.text),
    writtenBy: isEdited ? 'person' : writtenBy === null ? 'messages' : 'model',
    model: isEdited ? null : writtenBy,
  }
}

/** One that is in use. @throws AppError NOT_FOUND */
export async function requireSummary(
  client: Pick<Transaction, 'conversationSummary'>,
  key: { workspaceId: string; conversationId: string; id: string },
): Promise<SummaryRow> {
  const row = await client.conversationSummary.findFirst({
    where: { ...key, replacedById: null },
    select: SUMMARY_SELECT,
  })
  if (row) return row
  throw new AppError('NOT_FOUND', 'There is no such summary, or another one took its place. Load the list again.', {
    entity: 'summary',
    id: key.id,
  })
}
