import type { Transaction } from '@/lib/db/transaction'
import type { HistorySummary, Turn } from '@/lib/engine'
import { toRole } from './to-message'

type History = { turns: Turn[]; summaries: HistorySummary[] }

/**
 * What a composition sees of a conversation: its messages but failed and empty ones, and the summaries.
 * @param beforeOrdinal leaves out this message and what follows.
 */
export async function loadHistory(
  client: Pick<Transaction, 'conversationMessage' | 'conversationSummary'>,
  where: { workspaceId: string; conversationId: string },
  beforeOrdinal?: number,
): Promise<History> {
  const messages = await client.conversationMessage.findMany({
    where: {
      ...where,
      status: { not: 'failed' },
      content: { not: '' },
      ...(beforeOrdinal === undefined ? {} : { ordinal: { lt: beforeOrdinal } }),
    },
    orderBy: { ordinal: 'asc' },
    select: { id: true, role: true, content: true },
  })
  const summaries = await client.conversationSummary.findMany({
    where,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, level: true, throughMessageId: true, text: true },
  })
  return {
    turns: messages.map((message) => ({ ...message, role: toRole(message.role) })),
    summaries: summaries.map(({ level, throughMessageId, ...summary }) => ({
      ...summary,
      level: level === 2 ? 2 : 1,
      throughTurnId: throughMessageId,
    })),
  }
}
