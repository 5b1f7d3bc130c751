import { setTimeout as sleep } from 'node:timers/promises'
import { queueMessages } from '@/lib/indexing/queue/queue-messages'
import { recordCitations } from '@/lib/indexing/usage/record-citations'
import { joinSources } from '@/lib/models/answers/sources'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { ChatMetadata, FirstAnswer } from '@/lib/schemas/conversations/conversation'
import { LIMITS } from '@/lib/schemas/limits'
import { removeRunning } from '@/lib/services/answers/running-answers'
import type { Exchange } from '@/lib/services/chat/exchange/exchange'
import { type EndedAnswer, storeAnswer, storeProgress } from '@/lib/services/chat/exchange/store-answer'
import type { Composed, Giving } from '@/lib/services/chat/request/chat-request'
import { updateSummaries } from '@/lib/services/conversations/summaries/update-summaries'
import { queueReadFacts } from '@/lib/services/profiles/reading/queue-read-facts'
import { answerInPhases } from './answer-in-phases'
import { type Call, callModel } from './call-model'
import { UNEXPECTED } from './outcome-of'

/** For every so many characters the text is stored one interval later: a long answer costs no more than a short one. */
const LENGTH_PER_INTERVAL = 64 * 1024
/** Waits between tries to store an answer: a database may be busy or starting again. */
const RETRIES_MS = [500, 2_000, 5_000, 10_000, 20_000, 30_000]

/** Stores the text so far at intervals, until the returned function is called. */
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

function tellEnd({ answer }: Giving, composition: ComposedDto, ended: EndedAnswer): void {
  const { status, error, usage, reusedFromAt, firstAnswer } = ended
  const messageMetadata: ChatMetadata = {
    compositionId: composition.id,
    status,
    error,
    usage,
    reusedFromAt: reusedFromAt?.toISOString(),
    firstAnswer,
  }
  if (status === 'complete') answer.write({ type: 'finish', messageMetadata })
  else {
    answer.write({ type: 'message-metadata', messageMetadata })
    answer.write(error === undefined ? { type: 'abort' } : { type: 'error', errorText: error })
  }
}

async function giveCalls(giving: Giving): Promise<{ final: Call; calls: Call[]; firstAnswer?: FirstAnswer }> {
  const { rest } = giving.composed
  if (rest) return answerInPhases(giving, rest)
  const call = await callModel(giving)
  return { final: call, calls: [call] }
}

async function answerAnew(giving: Giving): Promise<void> {
  const { request, onError } = giving
  const stopStoring = keepStoring(giving)
  const { final, calls, firstAnswer } = await giveCalls(giving).finally(stopStoring)
  const { composition } = final
  // a first answer that was replaced may have used tools and named sources as well
  const toolUses = calls.flatMap(({ ended }) => ended.toolUses ?? []).slice(0, LIMITS.toolUses)
  const used = toolUses.length === 0 ? {} : { toolUses }
  const sources = joinSources(calls.map((call) => call.ended.sources))
  const named = sources.length === 0 ? {} : { sources }
  const ended: EndedAnswer = {
    ...final.ended,
    ...used,
    ...named,
    ...(firstAnswer ? { firstAnswer } : {}),
    compositionId: composition.id,
  }
  await storeAtLast(request.exchange, ended, onError)
  if (ended.status === 'complete') {
    const { workspaceId } = request.exchange
    await recordCitations(workspaceId, composition.trace.spans, ended.content).catch(onError)
  }
  tellEnd(giving, composition, ended)
  for (const call of calls) {
    const { inputTokens } = call.ended.usage
    if (inputTokens !== null) await request.learn(call.composition, inputTokens).catch(onError)
  }
}

/** Gives an earlier answer once more. */
async function answerAgain(giving: Giving, { text, answeredAt }: NonNullable<Composed['reusable']>): Promise<void> {
  const { request, composed, answer } = giving
  composed.rest?.cancel()
  const ended: EndedAnswer = { content: text, status: 'complete', reusedFromAt: answeredAt }
  answer.writeText(text)
  answer.endText()
  await storeAnswer(request.exchange, ended)
  tellEnd(giving, composed.composition, ended)
}

/**
 * Gives an answer from its context and stores it, however it ends and whether anybody reads it or not. Never throws.
 */
export async function giveAnswer(giving: Giving): Promise<void> {
  const { request, composed, answer, onError } = giving
  try {
    if (composed.reusable) await answerAgain(giving, composed.reusable)
    else await answerAnew(giving)
  } catch (error) {
    onError(error)
    answer.write({ type: 'error', errorText: UNEXPECTED })
    const status = answer.text === '' ? 'failed' : 'interrupted'
    // if this fails as well, `settleLostAnswers` finds it later
    await storeAnswer(request.exchange, { content: answer.text, status, error: UNEXPECTED }).catch(onError)
  } finally {
    answer.end()
    removeRunning(request.exchange, answer)
  }
  // nobody waits for these; the next answer makes up for a failure
  const { workspaceId, conversationId } = request.exchange
  await queueMessages(workspaceId, conversationId)
  if (request.learner) await queueReadFacts({ workspaceId, conversationId, ...request.learner })
  if (request.isSummarized) await updateSummaries({ workspaceId, conversationId }).catch(onError)
}
