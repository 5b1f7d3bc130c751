import { prisma } from '@/lib/db/client'
import { loadTokenizer, OFFLINE_MODEL_ID } from '@/lib/engine'
import { bookCall, type Call, pricesOf } from '@/lib/indexing/providers/book-call'
import { findModel } from '@/lib/indexing/providers/find-model'
import { isLocalModel } from '@/lib/indexing/providers/is-local-model'
import { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import { askForSummary } from '@/lib/indexing/summaries/ask-for-summary'
import { requireUsageLeft } from '@/lib/services/usage-limits/require-usage-left'
import { workOnText } from '@/lib/texts/threads/work-on-text'
import type { MadeSummary } from './extract-summary'
import type { SummarySource } from './summary-source'

type Where = { workspaceId: string; conversationId: string }

/** Share of a model's context window that what it reads may take. */
const WINDOW_SHARE = 0.7
/** Tokens that a summary in a model's words may be longer than one of extracted sentences. */
const EXTRA_TOKENS = 40

/**
 * The summary of a range in a model's words, with the figures and identifiers of the extracted one. The extracted one
 * where the range does not fit the model's window, holds what may not leave this machine, or the answer is empty, no
 * shorter than the messages, or about something else.
 *
 * @throws AppError VALIDATION when nobody offers the model, LIMIT_EXCEEDED when its author's limit is used up; what the provider answers when it does not
 */
export async function writeSummary(
  where: Where,
  { range, told }: SummarySource,
  extracted: MadeSummary,
  { modelId, urgency, signal }: { modelId: string; urgency: 'job' | 'person'; signal?: AbortSignal },
): Promise<MadeSummary> {
  if (modelId === OFFLINE_MODEL_ID) return extracted
  const { workspaceId, conversationId } = where
  const found = await findModel(workspaceId, modelId)
  const chat = openChatModel(workspaceId, found)
  const tokenizer = await loadTokenizer('gpt')
  const source = told.map(({ role, content }) => `${role === 'user' ? 'User' : 'Assistant'}: ${content}`).join('\n\n')
  const predictedTokens = tokenizer.count(source)
  if (predictedTokens > found.spec.contextWindow * WINDOW_SHARE) return extracted
  if (!isLocalModel(found) && (await staysHere(where, range))) return extracted
  const payer = await readPayer(where)
  await requireUsageLeft(prisma, { workspaceId, ...payer })
  const prices = pricesOf(found)
  const whose = { workspaceId, ...payer, conversationId, messageId: null }
  const answer = await bookCall({ ...whose, purpose: 'summary', model: modelId, prices, predictedTokens }, async () => {
    const most = tokenizer.count(extracted.text) + EXTRA_TOKENS
    const asked = await askForSummary(chat, source, { kind: 'conversation', maxTokens: most, signal })
    return { ...asked, spokenTokens: tokenizer.count(asked.text) }
  })
  const size = source.length + answer.text.length
  const written = { text: answer.text, source, extracted: extracted.text }
  const text = await workOnText('completeSummary', written, { workspaceId, urgency, size })
  const isUseful = text !== '' && tokenizer.count(text) < extracted.sourceTokens
  return isUseful ? { ...extracted, text, writtenBy: modelId } : extracted
}

/** Whose usage it counts as: that of the conversation's author. */
async function readPayer({ workspaceId, conversationId: id }: Where): Promise<Pick<Call, 'actorKind' | 'actorId'>> {
  const conversation = await prisma.conversation.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: { authorId: true },
  })
  const authorId = conversation?.authorId ?? 'system'
  if (authorId === 'system') return { actorKind: 'system', actorId: '' }
  return authorId.startsWith('key:')
    ? { actorKind: 'apiKey', actorId: authorId.slice('key:'.length) }
    : { actorKind: 'user', actorId: authorId }
}

/** Whether a message states a fact that may not leave this machine. */
async function staysHere({ workspaceId, conversationId }: Where, range: SummarySource['range']): Promise<boolean> {
  const kept = await prisma.profileFact.findFirst({
    where: { workspaceId, conversationId, messageId: { in: range.map(({ id }) => id) }, scope: { not: 'any' } },
    select: { id: true },
  })
  return kept !== null
}
