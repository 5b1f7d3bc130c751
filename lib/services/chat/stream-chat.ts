import type { UIMessageChunk } from 'ai'
import { BudgetExceededError } from '@/lib/engine'
import { AppError } from '@/lib/errors'
import { chatSchema } from '@/lib/schemas/conversation'
import { LIMITS } from '@/lib/schemas/limits'
import { type Actor, authorize } from '@/lib/services/actor'
import { authorIdOf } from '@/lib/services/conversations/find-conversation'
import { parseInput } from '@/lib/services/parse-input'
import { giveAnswer } from './give-answer'
import { openRequest } from './open-request'
import { UNEXPECTED } from './outcome-of'
import { addRunning, RunningAnswer, removeRunning, runningFor } from './running-answers'
import { settleLostAnswers } from './settle-lost-answers'
import { storeAnswer } from './store-answer'

type ChatOptions = {
  /** Takes what went wrong on our side, for the log. */
  onError: (error: unknown) => void
}

/** Every answer holds memory and a connection to its provider, read or not. @throws AppError LIMIT_EXCEEDED */
function refuseCrowd(workspaceId: string, authorId: string): void {
  const actual = runningFor({ workspaceId, authorId }).length
  const limit = LIMITS.runningAnswers
  if (actual < limit) return
  const problem = `${limit} answers are being written for you at once. Wait for one, or stop one.`
  throw new AppError('LIMIT_EXCEEDED', problem, { limit, actual })
}

/**
 * Composes for a question and streams the answer: where it is stored, then the composition, then the words. The question
 * is stored before composing, what has come of the answer while it comes. It is given to its end also when nobody reads
 * it: `resumeAnswer` reads it from its beginning, `stopAnswer` ends it.
 * @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION, UPSTREAM, LIMIT_EXCEEDED; CONFLICT while another answer of the
 *   conversation is being written; BudgetExceededError. What goes wrong later is in the stream.
 */
export async function streamChat(
  actor: Actor,
  input: unknown,
  { onError }: ChatOptions,
): Promise<ReadableStream<UIMessageChunk>> {
  const { workspaceId } = authorize(actor, 'compose')
  const asked = parseInput(chatSchema, input)
  const authorId = authorIdOf(actor)
  refuseCrowd(workspaceId, authorId)
  await settleLostAnswers()
  const request = await openRequest(actor, asked)
  const { exchange, continuedText } = request
  const answer = new RunningAnswer(exchange.answerId, authorId)
  addRunning(exchange, answer)
  const composed = await request.compose().catch(async (error: unknown) => {
    // the failure becomes the answer, so that the question is not left hanging when the conversation is opened again
    const isTold = error instanceof AppError || error instanceof BudgetExceededError
    const message = isTold ? error.message : UNEXPECTED
    const status = continuedText === '' ? 'failed' : 'interrupted'
    answer.write({ type: 'error', errorText: message })
    answer.end()
    removeRunning(exchange, answer)
    await storeAnswer(exchange, { content: continuedText, status, error: message })
    throw error
  })
  const stream = answer.open(authorId)
  void giveAnswer({ request, composed, answer, onError })
  return stream
}
