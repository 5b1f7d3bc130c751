import { prisma } from '@/lib/db/client'
import { loadTokenizer, OFFLINE_MODEL_ID } from '@/lib/engine'
import { findModel } from '@/lib/indexing/providers/find-model'
import { isLocalModel } from '@/lib/indexing/providers/is-local-model'
import { bookSummary, fitsWindow } from '@/lib/indexing/summaries/book-summary'
import { readPayer } from '@/lib/services/access/conversation-access'
import { requireUsageLeft } from '@/lib/services/usage-limits/rules/require-usage-left'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import type { SummaryWords } from './extract-summary'
import type { SummarySource } from './summary-source'

type Where = { workspaceId: string; conversationId: string }

/**
 * The summary of a range in a model's words, with the figures and identifiers of the extracted one. Returns the
 * extracted one if the range does not fit the model's window or holds a fact that may not leave this machine, or if the
 * answer is empty, no shorter than the messages, or about something else.
 *
 * @throws AppError VALIDATION when nobody offers the model, LIMIT_EXCEEDED when its author's limit is used up; what the
 *   provider answers when it does not
 */
export async function writeSummary(
  where: Where,
  { range, told }: SummarySource,
  extracted: SummaryWords,
  { modelId, urgency, signal }: { modelId: string; urgency: 'job' | 'person'; signal?: AbortSignal },
): Promise<SummaryWords> {
  if (modelId === OFFLINE_MODEL_ID) return extracted
  const { workspaceId, conversationId } = where
  const found = await findModel(workspaceId, modelId)
  const tokenizer = await loadTokenizer('gpt')
  const source = told.map(({ role, content }) => `${role === 'user' ? 'User' : 'Assistant'}: ${content}`).join('\n\n')
  const sourceTokens = tokenizer.count(source)
  if (!fitsWindow(found, sourceTokens)) return extracted
  if (!isLocalModel(found) && (await staysHere(where, range))) return extracted
  const payer = await readPayer(where)
  await requireUsageLeft(prisma, { workspaceId, ...payer })
  const extractedTokens = tokenizer.count(extracted.text)
  const asked = { kind: 'conversation', source, sourceTokens, extractedTokens, signal } as const
  const answer = await bookSummary({ workspaceId, ...payer, conversationId }, found, asked)
  const size = source.length + answer.length
  const written = { text: answer, source, extracted: extracted.text }
  const text = await workOnText('completeSummary', written, { workspaceId, urgency, size })
  const isUseful = text !== '' && tokenizer.count(text) < extracted.sourceTokens
  return isUseful ? { ...extracted, text, writtenBy: modelId } : extracted
}

/** Whether a message states a fact that may not leave this machine. */
async function staysHere({ workspaceId, conversationId }: Where, range: SummarySource['range']): Promise<boolean> {
  const kept = await prisma.profileFact.findFirst({
    where: { workspaceId, conversationId, messageId: { in: range.map(({ id }) => id) }, scope: { not: 'any' } },
    select: { id: true },
  })
  return kept !== null
}

/**
 * The chat model that writes the summaries of a workspace's conversations; null if only their own sentences are used.
 */
export async function readWriter(workspaceId: string): Promise<string | null> {
  const state = await prisma.workspaceSettings.findUnique({
    where: { workspaceId },
    select: { summaryModel: true, summarizesConversations: true },
  })
  return state?.summarizesConversations ? state.summaryModel : null
}
