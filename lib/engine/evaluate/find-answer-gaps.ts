import { extractTerms } from '../text/terms'
import type { AnswerGap } from '../vocabulary/answer-gap'
import { citedLabels } from './cited-labels'
import { UNKNOWING } from './unknowing-phrases'

/** Share of the question's terms that an answer holds at least, where it answers all of it. */
const LEAST_COVERAGE = 0.5
/** UTF-16 units that are read of an answer: whoever says more has more than half of a question's terms in them. */
const READ_LENGTH = 64_000

export type AnsweredFrom = {
  /** The question as it stands alone. */
  query: string
  /** BCP 47 primary subtag. */
  language: string
  /** Citation labels of the knowledge that the model was given, without brackets. */
  labels: ReadonlySet<string>
}

/**
 * What speaks against a finished answer being complete; nothing, where it cites what it was given, holds the question's
 * terms and does not say that it does not know. Words alone tell none of it for certain: a gap is a reason to look again.
 */
export function findAnswerGaps(answer: string, { query, language, labels }: AnsweredFrom): AnswerGap[] {
  const text = answer.slice(0, READ_LENGTH)
  const gaps: AnswerGap[] = []
  if (labels.size === 0) gaps.push({ kind: 'nothing_sent' })
  else if (![...citedLabels(text)].some((label) => labels.has(label)))
    gaps.push({ kind: 'uncited', items: labels.size })
  const share = coverage(text, query, language)
  if (share < LEAST_COVERAGE) gaps.push({ kind: 'uncovered', share, limit: LEAST_COVERAGE })
  const words = UNKNOWING.exec(text)?.[0]
  if (words !== undefined) gaps.push({ kind: 'unknowing', words })
  return gaps
}

function coverage(text: string, query: string, language: string): number {
  const wanted = extractTerms(query, language)
  if (wanted.length === 0) return 1
  const held = new Set(extractTerms(text, language).map(({ id }) => id))
  return wanted.filter(({ id }) => held.has(id)).length / wanted.length
}
