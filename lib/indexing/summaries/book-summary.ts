import { loadTokenizer } from '@/lib/engine'
import { bookCall, type Call, pricesOf } from '@/lib/indexing/providers/book-call'
import type { findModel } from '@/lib/indexing/providers/find-model'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import { askForSummary, type SummaryKind } from './ask-for-summary'

/** Share of a model's context window that a source may take. */
const WINDOW_SHARE = 0.7
/** Tokens that a summary in a model's words may be longer than one of extracted sentences. */
const EXTRA_TOKENS = 40

type Asked = {
  kind: SummaryKind
  source: string
  /** Of the source and of the summary of extracted sentences, o200k_base. */
  sourceTokens: number
  extractedTokens: number
  signal?: AbortSignal | undefined
}
type Payer = Pick<Call, 'workspaceId' | 'actorKind' | 'actorId' | 'conversationId'>

export const fitsWindow = (found: Awaited<ReturnType<typeof findModel>>, sourceTokens: number) =>
  sourceTokens <= found.spec.contextWindow * WINDOW_SHARE

/** A summary in a model's words, its call booked. @throws what the provider answers when it does not */
export async function bookSummary(
  payer: Payer,
  found: Awaited<ReturnType<typeof findModel>>,
  { kind, source, sourceTokens, extractedTokens, signal }: Asked,
): Promise<string> {
  const chat = openChatModel(payer.workspaceId, found)
  const tokenizer = await loadTokenizer('gpt')
  const call = { ...payer, messageId: null, purpose: 'summary', model: found.spec.id, prices: pricesOf(found) } as const
  const { text } = await bookCall({ ...call, predictedTokens: sourceTokens }, async () => {
    const asked = await askForSummary(chat, source, { kind, maxTokens: extractedTokens + EXTRA_TOKENS, signal })
    return { ...asked, spokenTokens: tokenizer.count(asked.text) }
  })
  return text
}
