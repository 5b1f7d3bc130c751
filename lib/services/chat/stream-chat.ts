import type { UIMessageChunk } from 'ai'
import { AppError } from '@/lib/errors'
import { chatSchema } from '@/lib/schemas/conversations/conversation'
import { LIMITS } from '@/lib/schemas/limits'
import { streamOf } from '@/lib/schemas/texts/stream'
import { authorIdOf } from '@/lib/services/access/conversation-access'
import type { Actor } from '@/lib/services/actor'
import { RunningAnswer } from '@/lib/services/answers/running-answer'
import { addRunning, countRunning, reserveRunning } from '@/lib/services/answers/running-answers'
import { settleLostAnswers } from '@/lib/services/answers/settle-lost-answers'
import { verb } from '@/lib/services/verb'
import { composeAnswer, describeProblem } from './answer/compose-answer'
import { giveAnswer } from './answer/give-answer'
import { openRequest } from './request/open-request'

type ChatOptions = {
  /** Takes errors of this server, for the log. */
  onError: (error: unknown) => void
}

/**
 * Limits running answers: each holds memory and a connection to its provider. One that is about to begin counts at once, so
 * that of several requests none slips through.
 * @returns what is called once the answer runs, or comes to nothing
 * @throws AppError LIMIT_EXCEEDED
 */
function takePlace(author: { workspaceId: string; authorId: string }): () => void {
  const actual = countRunning(author)
  const limit = LIMITS.runningAnswers
  if (actual < limit) return reserveRunning(author)
  const problem = `${limit} answers are being written for you at once. Wait for one, or stop one.`
  throw new AppError('LIMIT_EXCEEDED', problem, { limit, actual })
}

/** Stores the question and says that its answer is being written. */
async function open(actor: Actor, asked: Parameters<typeof openRequest>[1]) {
  await settleLostAnswers()
  const request = await openRequest(actor, asked)
  const answer = new RunningAnswer(request.exchange.answerId, authorIdOf(actor))
  addRunning(request.exchange, answer)
  return { request, answer }
}

/**
 * Composes the context of a question and streams the answer: where it is stored, then the composition, then the words.
 * The question is stored before composing, the answer while it comes. The answer goes on to its end even if nobody
 * reads it: `resumeAnswer` reads it from its beginning, `stopAnswer` ends it. With `streamSteps` the stream begins
 * before composing and tells its steps.
 * @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION, UPSTREAM, LIMIT_EXCEEDED; CONFLICT while another answer of the
 *   conversation is being written; without `streamSteps` what composing throws, such as BudgetExceededError. What goes
 *   wrong later is in the stream.
 */
export const streamChat = verb({
  name: 'streamChat',
  scope: 'compose',
  effect: 'write',
  input: chatSchema,
  output: streamOf<UIMessageChunk>(),
  run: async ({ actor, workspaceId }, { streamSteps, ...asked }, { onError }: ChatOptions) => {
    const authorId = authorIdOf(actor)
    const leavePlace = takePlace({ workspaceId, authorId })
    const { request, answer } = await open(actor, asked).finally(leavePlace)
    const composing = composeAnswer({ request, answer, isTellingSteps: streamSteps })
    void composing.then(
      (composed) => giveAnswer({ request, composed, answer, onError }),
      (error: unknown) => {
        // without steps the caller throws it
        if (streamSteps && describeProblem(error) === undefined) onError(error)
      },
    )
    if (!streamSteps) await composing
    return answer.open(authorId)
  },
})
