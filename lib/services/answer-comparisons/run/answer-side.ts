import { type Call, pricesOf } from '@/lib/indexing/providers/book-call'
import type { findModel } from '@/lib/indexing/providers/find-model'
import type { openChatModel } from '@/lib/indexing/providers/open-chat-model'
import { log } from '@/lib/log'
import { streamAnswer } from '@/lib/models/answers/stream-answer'
import type { AnsweredSideDto } from '@/lib/schemas/changes/answer-comparison'
import { LIMITS } from '@/lib/schemas/limits'
import type { Payer } from '@/lib/services/actor'
import { closeAnswerCall, openAnswerCall } from '@/lib/services/chat/answer/book-answer'
import { outcomeOf } from '@/lib/services/chat/answer/outcome-of'
import { toOfflineContext } from '@/lib/services/chat/answer/to-offline-context'
import type { CheckedResult } from '@/lib/services/query-sets/checks/check-query'

export type Answering = {
  found: Awaited<ReturnType<typeof findModel>>
  chat: ReturnType<typeof openChatModel>
  payer: Payer
  signal: AbortSignal
}

/** Of a query that the model was not asked. */
export const UNASKED: AnsweredSideDto = {
  ...{ text: '', error: null, policy: null, contextHash: null, sources: [] },
  ...{ inputTokens: 0, outputTokens: 0, costUsd: 0, durationMs: 0 },
}

const onError = (error: unknown) => log('error', 'an answer that is compared failed', {}, error)

/**
 * Asks the model with what was composed. What goes wrong is told in its place.
 * @throws AppError LIMIT_EXCEEDED when the payer’s limit is used up
 */
export async function answerSide(
  { found, chat, payer, signal }: Answering,
  { result, composed }: CheckedResult,
): Promise<AnsweredSideDto> {
  const start = performance.now()
  const known = {
    ...UNASKED,
    policy: result.policy ?? null,
    contextHash: result.contextHash ?? null,
  }
  if (!composed) {
    const error = result.error ?? result.outcomes[0]?.because ?? 'It could not be composed.'
    return { ...known, error }
  }
  const call: Omit<Call, 'predictedTokens'> | null = found.isOffline
    ? null
    : {
        ...payer,
        ...{ purpose: 'comparison', conversationId: null, messageId: null },
        ...{ model: found.spec.id, prices: pricesOf(found) },
      }
  const booking = { request: { call, found }, composed: { composition: composed }, onError }
  const opened = await openAnswerCall(booking)
  if (opened.refusal) throw opened.refusal
  const maxOutputTokens = Math.min(composed.usage.reservedForResponse, LIMITS.comparedAnswerTokens)
  const late = AbortSignal.timeout(LIMITS.comparedAnswerSeconds * 1_000)
  const end = await streamAnswer({
    model: chat.model,
    messages: composed.messages,
    maxOutputTokens,
    signal: AbortSignal.any([signal, late]),
    onDelta: () => undefined,
    ...(found.isOffline ? { offline: toOfflineContext(composed) } : {}),
  })
  const { text } = end
  const outcome = outcomeOf(end, {
    providerName: chat.providerName,
    maxOutputTokens,
    text,
    sections: composed.usage.sections,
    onError,
  })
  const booked = await closeAnswerCall(booking, opened.call, { end, status: outcome.status })
  const tooLate = late.aborted ? `It was not done within ${LIMITS.comparedAnswerSeconds} seconds.` : null
  return {
    ...known,
    text,
    error: tooLate ?? outcome.error ?? null,
    inputTokens: end.inputTokens ?? composed.usage.inputTokens,
    outputTokens: end.outputTokens ?? 0,
    costUsd: call ? (booked.costUsd ?? null) : 0,
    sources: listSources(composed.trace, text),
    durationMs: Math.round(performance.now() - start),
  }
}

type Trace = NonNullable<CheckedResult['composed']>['trace']

/** Modules whose text is knowledge of the context, in their order there. */
function listSources({ spans, candidates }: Trace, text: string): AnsweredSideDto['sources'] {
  const titles = new Map(candidates.map(({ moduleId, title }) => [moduleId, title]))
  const cited = new Map<string, boolean>()
  for (const { section, moduleId, label } of spans) {
    if (section !== 'knowledge' || moduleId === undefined) continue
    const isCited = label !== undefined && text.includes(`[${label}]`)
    cited.set(moduleId, isCited || (cited.get(moduleId) ?? false))
  }
  return [...cited].map(([moduleId, isCited]) => ({ moduleId, title: titles.get(moduleId) ?? moduleId, isCited }))
}
