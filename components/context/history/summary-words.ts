import { formatCount } from '@/components/ui/format-number'
import type { SummaryTrace, TurnTrace } from '@/lib/engine'
import type { ConversationSummaryDto } from '@/lib/schemas/conversations/conversation-summary'

/** `turns 3–8`, by their places in the conversation; without places, how many are not sent. */
export function describeRange(
  { summaryId, turns: count }: Pick<SummaryTrace, 'summaryId' | 'turns'>,
  turns: readonly TurnTrace[],
): string {
  const from = turns.findIndex((turn) => turn.summaryId === summaryId)
  if (from < 0) return `${formatCount(count, 'turn')} before these`
  const to = turns.findLastIndex((turn) => turn.summaryId === summaryId)
  return from === to ? `turn ${from + 1}` : `turns ${from + 1}–${to + 1}`
}

/** Whose words a summary has. */
export function describeWriter({ writtenBy, model }: Pick<ConversationSummaryDto, 'writtenBy' | 'model'>): string {
  if (writtenBy === 'person') return 'edited by hand'
  return writtenBy === 'model' ? `written by ${model}` : 'sentences of the conversation'
}

export const LEVEL_WORDS: Record<SummaryTrace['level'], string> = { 1: 'Summary', 2: 'Summary of summaries' }
