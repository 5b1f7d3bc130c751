import { createUIMessageStream, type UIMessage, type UIMessageChunk } from 'ai'
import { BudgetExceededError } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { describeUpstreamError } from '@/lib/models/describe-upstream-error'
import { type AnswerEnd, streamAnswer } from '@/lib/models/stream-answer'
import { type ChatDataParts, type ChatMetadata, chatSchema, type MessageUsage } from '@/lib/schemas/conversation'
import { type Actor, authorize } from '@/lib/services/actor'
import { resolveRequest } from '@/lib/services/compose/resolve-request'
import { runComposition } from '@/lib/services/compose/run-composition'
import { updateSummary } from '@/lib/services/conversations/update-summary'
import { recordCitations } from '@/lib/services/modules/record-citations'
import { newId } from '@/lib/services/new-id'
import { parseInput } from '@/lib/services/parse-input'
import { openChatModel } from '@/lib/services/providers/open-chat-model'
import { calibratedModel } from '@/lib/services/token-calibrations/calibrated-model'
import { recordTokenUsage } from '@/lib/services/token-calibrations/record-token-usage'
import { findReusableAnswer } from './find-reusable-answer'
import { type Exchange, openExchange, reopenExchange } from './open-exchange'
import { storeAnswer } from './store-answer'
import { toOfflineContext } from './to-offline-context'

type ChatMessage = UIMessage<ChatMetadata, ChatDataParts>
type ChatOptions = {
  /** Ends the answer; what has come by then is kept. */
  signal: AbortSignal
  /** Takes what went wrong on our side, for the log. */
  onError: (error: unknown) => void
}

const TEXT_ID = 'answer'
const UNEXPECTED = 'Something went wrong on the server while answering. Try again.'

type Outcome = { status: 'complete' | 'stopped' | 'failed'; error?: string }

function outcomeOf(end: AnswerEnd, providerName: string, onError: ChatOptions['onError']): Outcome {
  if (end.isStopped) return { status: 'stopped' }
  if (end.isTooLong) {
    const length = end.text.length.toLocaleString('en')
    const error = `Stopped: too long. ${providerName} went on beyond the tokens it was asked for; the first ${length} characters are kept.`
    return { status: 'stopped', error }
  }
  if (end.error !== undefined) {
    const problem = describeUpstreamError(end.error, providerName)
    if (!problem) onError(end.error)
    return { status: 'failed', error: problem?.message ?? UNEXPECTED }
  }
  if (end.finishReason === 'content-filter') {
    return { status: 'failed', error: `${providerName} held the answer back (content filter).` }
  }
  if (end.text === '') return { status: 'failed', error: `${providerName} sent an empty answer. Try again.` }
  return { status: 'complete' }
}

/** The failure becomes the answer, so that the question is not left hanging when the conversation is opened again. */
async function storeFailure(exchange: Exchange, error: unknown): Promise<void> {
  const isTold = error instanceof AppError || error instanceof BudgetExceededError
  const message = isTold ? error.message : UNEXPECTED
  await storeAnswer(exchange, { id: newId('msg'), content: '', status: 'failed', error: message })
}

/** Stores a new question, or takes up the last one again; with all that is needed to compose for it. */
async function openRequest(actor: Actor, input: unknown) {
  const { trigger: _, text, ...options } = parseInput(chatSchema, input)
  const { conversationId, profileId } = options
  if (text === undefined && conversationId !== undefined) {
    const { exchange, query, ordinal } = await reopenExchange(actor, conversationId)
    const resolved = await resolveRequest(actor, { ...options, query, beforeOrdinal: ordinal })
    // whoever asks again wants another answer
    return { resolved, chatModel: openChatModel(resolved.found), open: async () => exchange, mayReuse: false }
  }
  const query = text ?? ''
  const resolved = await resolveRequest(actor, { ...options, query })
  const open = () => openExchange(actor, { text: query, conversationId, profileId })
  return { resolved, chatModel: openChatModel(resolved.found), open, mayReuse: true }
}

/**
 * Composes for a question and streams the answer: where it is stored, then the composition, then the words. The question
 * is stored before composing, the answer when it ends, however it ends.
 * @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION, UPSTREAM; BudgetExceededError. What goes wrong later is in the stream.
 */
export async function streamChat(
  actor: Actor,
  input: unknown,
  { signal, onError }: ChatOptions,
): Promise<ReadableStream<UIMessageChunk>> {
  const { workspaceId } = authorize(actor, 'compose')
  const { resolved, chatModel, open, mayReuse } = await openRequest(actor, input)
  const exchange = await open()
  const { conversationId, title, userMessageId, isNew } = exchange
  const { maxOutputTokens, ...composition } = await runComposition(actor, { ...resolved, conversationId }).catch(
    async (error: unknown) => {
      await storeFailure(exchange, error)
      throw error
    },
  )
  const reusable = mayReuse ? await findReusableAnswer(resolved.request, composition) : null
  const messageId = newId('msg')
  const compositionId = composition.id

  return createUIMessageStream<ChatMessage>({
    async execute({ writer }) {
      const start = performance.now()
      writer.write({ type: 'start', messageId, messageMetadata: { compositionId } })
      writer.write({ type: 'data-conversation', data: { conversationId, title, userMessageId, isNew } })
      writer.write({ type: 'data-composition', data: composition })
      writer.write({ type: 'text-start', id: TEXT_ID })
      if (reusable) {
        const { text, answeredAt: reusedFromAt } = reusable
        writer.write({ type: 'text-delta', id: TEXT_ID, delta: text })
        writer.write({ type: 'text-end', id: TEXT_ID })
        await storeAnswer(exchange, { id: messageId, content: text, status: 'complete', compositionId, reusedFromAt })
        const messageMetadata = { compositionId, status: 'complete' as const, reusedFromAt: reusedFromAt.toISOString() }
        writer.write({ type: 'finish', messageMetadata })
        return
      }
      const end = await streamAnswer({
        model: chatModel.model,
        messages: composition.messages,
        maxOutputTokens,
        signal,
        onDelta: (delta) => writer.write({ type: 'text-delta', id: TEXT_ID, delta }),
        ...(resolved.found.isOffline ? { offline: toOfflineContext(composition) } : {}),
      })
      writer.write({ type: 'text-end', id: TEXT_ID })

      const { status, error } = outcomeOf(end, chatModel.providerName, onError)
      const { text, finishReason, inputTokens, outputTokens, cachedInputTokens } = end
      const usage: MessageUsage = {
        model: composition.usage.model,
        inputTokens,
        outputTokens,
        cachedInputTokens,
        finishReason,
        durationMs: performance.now() - start,
      }
      await storeAnswer(exchange, { id: messageId, content: text, status, error, compositionId, usage })
      if (status === 'complete') await recordCitations(workspaceId, composition.trace.spans, text).catch(onError)
      const messageMetadata = { compositionId, status, usage }
      if (error !== undefined) {
        writer.write({ type: 'message-metadata', messageMetadata })
        writer.write({ type: 'error', errorText: error })
      } else if (status === 'stopped') writer.write({ type: 'abort' })
      else writer.write({ type: 'finish', messageMetadata })
      const { found, request } = resolved
      if (inputTokens !== null && !found.isOffline) {
        const model = calibratedModel(found)
        const { family } = request.model
        await recordTokenUsage({ workspaceId, model, family, composition, inputTokens }).catch(onError)
      }
      await updateSummary({ workspaceId, conversationId }).catch(onError)
    },
    onError(error) {
      onError(error)
      return UNEXPECTED
    },
  })
}
