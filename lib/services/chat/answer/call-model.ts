import { joinSources } from '@/lib/models/answers/sources'
import { streamAnswer, UNASKED } from '@/lib/models/answers/stream-answer'
import type { SentImages } from '@/lib/models/answers/to-model-messages'
import { describeWaiting } from '@/lib/models/providers/retry-refused'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { MessageUsage } from '@/lib/schemas/conversations/conversation'
import { sourceKey } from '@/lib/schemas/conversations/source'
import { LIMITS } from '@/lib/schemas/limits'
import type { TextPart } from '@/lib/services/answers/running-answer'
import type { EndedAnswer } from '@/lib/services/chat/exchange/store-answer'
import type { Giving } from '@/lib/services/chat/request/chat-request'
import { readSentImages } from '@/lib/services/conversations/images/stored-images'
import { closeAnswerCall, openAnswerCall } from './book-answer'
import { outcomeOf } from './outcome-of'
import { toOfflineContext } from './to-offline-context'

/** A call of the model and how it ended. */
export type Call = {
  composition: ComposedDto
  ended: EndedAnswer & { usage: MessageUsage }
}

type CallOptions = {
  /** Where its words go. */
  part?: TextPart
  /** Ends the call when another one takes its place. Words that come later are not passed on. */
  replaced?: AbortSignal
}

/**
 * Asks the model with the composed messages, and passes its words on. Never throws: the result says what went wrong.
 */
export async function callModel(giving: Giving, { part = 'answer', replaced }: CallOptions = {}): Promise<Call> {
  const { request, composed, answer, onError } = giving
  const { found, chatModel, continuedText } = request
  const { composition, messages, maxOutputTokens } = composed
  const start = performance.now()
  const spoken = part === 'answer' ? continuedText : ''
  // the offline model repeats the words that are there already: they are not passed on again
  let known = found.isOffline ? spoken.length : 0
  const { call, refusal } = await openAnswerCall(giving)
  const ask = (images: SentImages) =>
    streamAnswer({
      model: chatModel.model,
      messages,
      images,
      maxOutputTokens,
      signal: replaced ? AbortSignal.any([answer.signal, replaced]) : answer.signal,
      onDelta: (delta) => {
        if (replaced?.aborted) return
        answer.writeText(delta.slice(known), part)
        known = Math.max(0, known - delta.length)
      },
      onThinking: (delta) => {
        if (!replaced?.aborted) answer.writeThinking(delta, part)
      },
      onTool: (use) => {
        if (!replaced?.aborted) answer.write({ type: 'data-tool', id: use.id, data: use })
      },
      onSource: (source) => {
        if (!replaced?.aborted) answer.write({ type: 'data-source', id: sourceKey(source), data: source })
      },
      retry: {
        onWait(waiting) {
          const message = describeWaiting(waiting, chatModel.providerName)
          answer.write({ type: 'data-waiting', id: 'waiting', data: { message, waitMs: Math.round(waiting.waitMs) } })
        },
      },
      ...(found.isOffline ? { offline: toOfflineContext(composition) } : {}),
    })
  const end = refusal
    ? { ...UNASKED, error: refusal }
    : await readSentImages(request.exchange, messages).then(ask, (error: unknown) => ({ ...UNASKED, error }))
  if (!replaced?.aborted) answer.endText(part)
  const { finishReason, inputTokens, outputTokens, cachedInputTokens } = end
  const content = answer.textOf(part)
  const { providerName } = chatModel
  const outcome = outcomeOf(end, {
    providerName,
    maxOutputTokens,
    text: content,
    sections: composition.usage.sections,
    hasToolUses: end.toolUses.length > 0,
    onError,
  })
  const usage: MessageUsage = {
    model: composition.usage.model,
    inputTokens,
    outputTokens,
    cachedInputTokens,
    finishReason: replaced?.aborted ? 'cancelled' : finishReason,
    durationMs: performance.now() - start,
    ...(await closeAnswerCall(giving, call, { end, status: outcome.status })),
  }
  const thought = [part === 'answer' ? request.continuedThinking : '', end.thinking].filter(Boolean).join('\n\n')
  const thinking = thought === '' ? {} : { thinking: thought }
  const used = [...(part === 'answer' ? (request.continuedToolUses ?? []) : []), ...end.toolUses]
  const toolUses = used.length === 0 ? {} : { toolUses: used.slice(0, LIMITS.toolUses) }
  const named = joinSources([part === 'answer' ? request.continuedSources : undefined, end.sources])
  const sources = named.length === 0 ? {} : { sources: named }
  return { composition, ended: { content, ...thinking, ...toolUses, ...sources, ...outcome, usage } }
}
