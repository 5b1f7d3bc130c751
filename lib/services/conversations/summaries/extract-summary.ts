import { loadTokenizer } from '@/lib/engine'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import type { SummarySource } from './summary-source'

export type SummaryWords = {
  text: string
  /** Of the messages that it tells of, o200k_base. */
  sourceTokens: number
  /** The model whose words they are; null: sentences of the messages. */
  writtenBy: string | null
}

/** A summary in the conversation's own sentences; null where nothing of it can be told shorter. */
export async function extractSummary(
  workspaceId: string,
  { range, told, share }: SummarySource,
  urgency: 'job' | 'person' = 'job',
): Promise<SummaryWords | null> {
  const size = range.reduce((sum, { content }) => sum + content.length, 0)
  const text = await workOnText('summarizeTurns', { turns: told, share }, { workspaceId, urgency, size })
  if (text.trim() === '') return null
  const tokenizer = await loadTokenizer('gpt')
  const sourceTokens = range.reduce((sum, { content }) => sum + tokenizer.count(content), 0)
  return tokenizer.count(text) < sourceTokens ? { text, sourceTokens, writtenBy: null } : null
}
