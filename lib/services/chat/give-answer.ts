import { setTimeout as sleep } from 'node:timers/promises'
import { recordCitations } from '@/lib/indexing/usage/record-citations'
import { describeWaiting } from '@/lib/models/retry-refused'
import { type AnswerEnd, streamAnswer } from '@/lib/models/stream-answer'
import type { ChatMetadata, MessageUsage } from '@/lib/schemas/conversation'
import { LIMITS } from '@/lib/schemas/limits'
import { type RunningAnswer, removeRunning } from '@/lib/services/answers/running-answers'
import { updateSummary } from '@/lib/services/conversations/update-summary'
import type { Composed, OpenRequest } from './chat-request'
import type { Exchange } from './open-exchange'
import { outcomeOf, UNEXPECTED } from './outcome-of'
import { type EndedAnswer, storeAnswer, storeProgress } from './store-answer'
import { toOfflineContext } from './to-offline-context'

/** So many characters more make what has come be stored half as often: a long answer costs no more than a short one. */
const LENGTH_PER_INTERVAL = 64 * 1024
/** A database that is busy or starts again gets its time: an answer is not given up for it. */
const RETRIES_MS = [500, 2_000, 5_000, 10_000, 20_000, 30_000]

type Giving = {
  request: OpenRequest
  composed: Composed
  answer: RunningAnswer
  onError: (error: unknown) => void
}

/** Stores what has come now and then, until it is told to end. */
function keepStoring({ request: { exchange }, answer, onError }: Giving): () => Promise<void> {
  const ended = new AbortController()
  const store = async () => {
    for (;;) {
      const intervals = 1 + answer.text.length / LENGTH_PER_INTERVAL
      await sleep(LIMITS.answerStoredSeconds * 1_000 * intervals, undefined, { signal: ended.signal })
      const isWanted = await storeProgress(exchange, answer.text).catch((error: unknown) => {
        onError(error)
        return true
      })
      if (!isWanted) answer.stop()
    }
  }
  const storing = store().catch(() => undefined)
  return () => {
    ended.abort()
    return storing
  }
}

async function storeAtLast(exchange: Exchange, ended: EndedAnswer, onError: Giving['onError']): Promise<void> {
  for (const waitMs of RETRIES_MS) {
    try {
      return await storeAnswer(exchange, ended)
    } catch (error) {
      onError(error)
      await sleep(waitMs)
    }
  }
  await storeAnswer(exchange, ended)
}

function tellEnd({ composed, answer }: Giving, { status, error, usage, reusedFromAt }: EndedAnswer): void {
  const messageMetadata: ChatMetadata = {
    compositionId: composed.composition.id,
    status,
    error,
    usage,
    reusedFromAt: reusedFromAt?.toISOString(),
  }
  if (status === 'complete') answer.write({ type: 'finish', messageMetadata })
  else {
    answer.write({ type: 'message-metadata', messageMetadata })
    answer.write(error === undefined ? { type: 'abort' } : { type: 'error', errorText: error })
  }
}

function ask({ request, composed, answer }: Giving): Promise<AnswerEnd> {
  const { found, chatModel, continuedText } = request
  const { composition, messages, maxOutputTokens } = composed
  // the offline model begins anew, and says the same
  let known = found.isOffline ? continuedText.length : 0
  return streamAnswer({
    model: chatModel.model,
    messages,
    maxOutputTokens,
    signal: answer.signal,
    onDelta: (delta) => {
      answer.writeText(delta.slice(known))
      known = Math.max(0, known - delta.length)
    },
    retry: {
      onWait(waiting) {
        const message = describeWaiting(waiting, chatModel.providerName)
        answer.write({ type: 'data-waiting', id: 'waiting', data: { message, waitMs: Math.round(waiting.waitMs) } })
      },
    },
    ...(found.isOffline ? { offline: toOfflineContext(composition) } : {}),
  })
}

async function answerAnew(giving: Giving): Promise<void> {
  const { request, composed, answer, onError } = giving
  const { exchange, chatModel, learn } = request
  const { composition } = composed
  const { workspaceId } = exchange
  const start = performance.now()
  const stopStoring = keepStoring(giving)
  const end = await ask(giving).finally(stopStoring)
  answer.endText()
  const { finishReason, inputTokens, outputTokens, cachedInputTokens } = end
  const usage: MessageUsage = {
    model: composition.usage.model,
    inputTokens,
    outputTokens,
    cachedInputTokens,
    finishReason,
    durationMs: performance.now() - start,
  }
  const { maxOutputTokens } = composed
  const outcome = outcomeOf(end, {
    providerName: chatModel.providerName,
    maxOutputTokens,
    text: answer.text,
    onError,
  })
  const ended: EndedAnswer = { content: answer.text, ...outcome, usage }
  await storeAtLast(exchange, ended, onError)
  if (ended.status === 'complete') {
    await recordCitations(workspaceId, composition.trace.spans, answer.text).catch(onError)
  }
  tellEnd(giving, ended)
  if (inputTokens !== null) await learn(composition, inputTokens).catch(onError)
}

/** Gives an earlier answer once more. */
async function answerAgain(giving: Giving, { text, answeredAt }: NonNullable<Composed['reusable']>): Promise<void> {
  const { request, answer } = giving
  const ended: EndedAnswer = { content: text, status: 'complete', reusedFromAt: answeredAt }
  answer.writeText(text)
  answer.endText()
  await storeAnswer(request.exchange, ended)
  tellEnd(giving, ended)
}

/** Gives an answer from what was composed to its end, whoever reads it, and stores it, however it ends. Never throws. */
export async function giveAnswer(giving: Giving): Promise<void> {
  const { request, composed, answer, onError } = giving
  try {
    if (composed.reusable) await answerAgain(giving, composed.reusable)
    else await answerAnew(giving)
  } catch (error) {
    onError(error)
    answer.write({ type: 'error', errorText: UNEXPECTED })
    const status = answer.text === '' ? 'failed' : 'interrupted'
    // where this fails as well, it is found to be lost later
    await storeAnswer(request.exchange, { content: answer.text, status, error: UNEXPECTED }).catch(onError)
  } finally {
    answer.end()
    removeRunning(request.exchange, answer)
  }
  // nobody waits for it; what fails is made up for after the next answer
  const { workspaceId, conversationId } = request.exchange
  if (request.isSummarized) await updateSummary({ workspaceId, conversationId }).catch(onError)
}
