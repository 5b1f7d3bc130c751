import type { SectionName, Usage } from '@/lib/engine'
import type { AnswerEnd } from '@/lib/models/answers/stream-answer'
import { describeUpstreamError } from '@/lib/models/providers/describe-upstream-error'
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
  /** Of the context that was sent. */
  sections: Usage['sections']
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
  { providerName, text, sections, hasToolUses = false, onError }: OutcomeOptions,
): string | undefined {
  if (end.error !== undefined) {
    const problem = describeUpstreamError(end.error, providerName)
    if (!problem) onError(end.error)
    if (!problem) return UNEXPECTED
    return problem.isTooLong ? `${problem.message} ${whatToDrop(sections)}` : problem.message
  }
  if (end.finishReason === 'content-filter') return `${providerName} held the answer back (content filter).`
  // a model that is asked to go on may have nothing to add
  if (text === '' && !hasToolUses) return `${providerName} sent an empty answer. Try again.`
  if (end.isUnfinished) return `${providerName} closed the connection before the answer was complete.`
  return undefined
}

const HOW_TO_DROP: Record<SectionName, string> = {
  instructions: 'switch off modules that are always on',
  profile: 'delete facts in Profiles',
  knowledge: 'leave modules out in Candidates',
  history: 'begin a new conversation',
  query: 'shorten the question',
}

/** The two largest parts of a context, and how there is less of each. */
function whatToDrop(sections: Usage['sections']): string {
  const largest = (Object.keys(HOW_TO_DROP) as SectionName[])
    .filter((name) => sections[name].used > 0)
    .sort((a, b) => sections[b].used - sections[a].used)
    .slice(0, 2)
    .map((name) => `${name}, ${sections[name].used.toLocaleString('en')} tokens (${HOW_TO_DROP[name]})`)
  return `What to drop first: ${largest.join('; ')}.`
}
