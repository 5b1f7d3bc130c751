import { describeUpstreamError } from '@/lib/models/describe-upstream-error'
import type { AnswerEnd } from '@/lib/models/stream-answer'
import { countWords } from '@/lib/services/answers/count-words'
import type { EndedAnswer } from '@/lib/services/chat/exchange/store-answer'

export const UNEXPECTED = 'Something went wrong on the server while answering. Try again.'

type Outcome = Pick<EndedAnswer, 'status' | 'error'>
type OutcomeOptions = {
  providerName: string
  /** The limit that was sent with the request. */
  maxOutputTokens: number
  /** The whole answer, including the text before it was continued. */
  text: string
  /** The answer asks for tools, so it may have no words. */
  hasToolUses?: boolean
  /** Takes errors that the provider did not cause, for the log. */
  onError: (error: unknown) => void
}

/** How an answer ended, and if it is not complete, a sentence that says why. */
export function outcomeOf(end: AnswerEnd, options: OutcomeOptions): Outcome {
  const { providerName, maxOutputTokens, text } = options
  if (end.isStopped) return { status: 'stopped' }
  if (end.isTooLong) {
    const length = text.length.toLocaleString('en')
    const kept = text === '' ? 'no word of an answer came' : `the first ${length} characters are kept`
    const error = `Stopped: too long. ${providerName} went on beyond the tokens it was asked for; ${kept}.`
    return { status: 'stopped', error }
  }
  const problem = problemOf(end, options)
  if (problem === undefined && end.finishReason === 'length') {
    const error = `Stopped: the answer reached its limit of ${maxOutputTokens.toLocaleString('en')} tokens.`
    return { status: 'stopped', error }
  }
  if (problem === undefined) return { status: 'complete' }
  if (text === '') {
    const error = end.tries > 1 ? `${problem} It was asked ${end.tries} times.` : problem
    return { status: 'failed', error }
  }
  return { status: 'interrupted', error: `The answer broke off after ${countWords(text)}. ${problem}` }
}

function problemOf(
  end: AnswerEnd,
  { providerName, text, hasToolUses = false, onError }: OutcomeOptions,
): string | undefined {
  if (end.error !== undefined) {
    const problem = describeUpstreamError(end.error, providerName)
    if (!problem) onError(end.error)
    return problem?.message ?? UNEXPECTED
  }
  if (end.finishReason === 'content-filter') return `${providerName} held the answer back (content filter).`
  // a model that is asked to go on may have nothing to add
  if (text === '' && !hasToolUses) return `${providerName} sent an empty answer. Try again.`
  if (end.isUnfinished) return `${providerName} closed the connection before the answer was complete.`
  return undefined
}
