import { setTimeout as sleep } from 'node:timers/promises'
import { toUnavailable } from '@/lib/db/to-unavailable'
import { BudgetExceededError, type StepWatcher } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import type { ChatMetadata } from '@/lib/schemas/conversations/conversation'
import type { RunningAnswer } from '@/lib/services/answers/running-answer'
import { removeRunning } from '@/lib/services/answers/running-answers'
import { storeAnswer, storeCompositionId } from '@/lib/services/chat/exchange/store-answer'
import type { Composed, OpenRequest } from '@/lib/services/chat/request/chat-request'
import { UNEXPECTED } from './outcome-of'

type Composing = { request: OpenRequest; answer: RunningAnswer; isTellingSteps: boolean }

/** The message of an error that users may see; undefined for any other error. */
export function describeProblem(error: unknown): string | undefined {
  const known = toUnavailable(error) ?? error
  return known instanceof AppError || known instanceof BudgetExceededError ? known.message : undefined
}

/**
 * The whole context, if it is there in time. Otherwise a context found by words alone, with the whole one to come. If
 * that fails, waits for the whole one.
 */
async function composeInTime({ compose, early }: OpenRequest, watcher: StepWatcher | undefined): Promise<Composed> {
  if (!early) return compose({ watcher })
  const start = performance.now()
  const unwanted = new AbortController()
  const timer = new AbortController()
  const whole = compose({ watcher, signal: unwanted.signal })
  const late = sleep(early.afterMs, null, { signal: timer.signal })
  const inTime = await Promise.race([whole, late]).finally(() => timer.abort())
  if (inTime) return inTime
  // a failure is looked at after the first answer
  whole.catch(() => undefined)
  const waitedMs = performance.now() - start
  const byWords = await early.composeByWords().catch(() => null)
  return byWords ? { ...byWords, rest: { composed: whole, waitedMs, cancel: () => unwanted.abort() } } : whole
}

/**
 * Composes the context of an answer. The stream is told where the answer is stored, each step as it ends, and the
 * composition. A failure is stored as the answer, so that the question is not left open in the conversation.
 * @throws what composing throws
 */
export async function composeAnswer({ request, answer, isTellingSteps }: Composing): Promise<Composed> {
  const { exchange, continuedText } = request
  const { conversationId, title, userMessageId, isNew, answerId: messageId, column } = exchange
  const continuedAt = continuedText === '' ? undefined : continuedText.length
  const messageMetadata: ChatMetadata = { status: 'running', continuedAt, column }
  answer.write({ type: 'start', messageId, messageMetadata })
  answer.write({ type: 'data-conversation', data: { conversationId, title, userMessageId, isNew } })
  for (const data of request.learned) answer.write({ type: 'data-learned', id: data.messageId, data })
  try {
    const composed = await composeInTime(
      request,
      isTellingSteps ? { tell: (step) => answer.write({ type: 'data-step', id: step.name, data: step }) } : undefined,
    )
    const { composition } = composed
    await storeCompositionId(exchange, composition.id)
    answer.write({ type: 'data-composition', data: composition })
    answer.writeText(continuedText)
    return composed
  } catch (error) {
    const message = describeProblem(error) ?? UNEXPECTED
    const status = continuedText === '' ? 'failed' : 'interrupted'
    try {
      await storeAnswer(exchange, { content: continuedText, status, error: message })
    } finally {
      answer.write({ type: 'message-metadata', messageMetadata: { status, error: message } })
      answer.write({ type: 'error', errorText: message })
      answer.end()
      removeRunning(exchange, answer)
    }
    throw error
  }
}
