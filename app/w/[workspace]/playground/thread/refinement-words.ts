import { formatMs } from '@/components/context/steps/usage-line'
import { formatCount, formatNumber, formatPercent } from '@/components/ui/format-number'
import type { AnswerGap } from '@/lib/engine'
import type { FirstAnswer, Refinement } from '@/lib/schemas/conversations/conversation'

/** Titles that are named; the others are counted. */
const NAMED = 3

/** What speaks against an answer, to go on with “because”. */
function describeGap(gap: AnswerGap): string {
  switch (gap.kind) {
    case 'nothing_sent':
      return 'the model was given no knowledge'
    case 'uncited':
      return `it cites none of the ${formatNumber(gap.items)} passages that it was given`
    case 'uncovered':
      return `it has ${formatPercent(gap.share)} of the question’s words, less than ${formatPercent(gap.limit)}`
    case 'unknowing':
      return `it says “${gap.words}”`
  }
}

/** Why another answer may follow, and with what it does. */
export function describeRefinement({ gaps, added }: Refinement): string {
  const because = gaps.map(describeGap).join('; ')
  if (!added) return `Waiting for the search by meaning, because ${because}.`
  const titles = [...new Set(added.map(({ title }) => title))]
  const more = titles.length - NAMED
  const named = titles.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${formatNumber(more)} more` : '')
  return `Answered again with ${formatCount(added.length, 'more passage')} (${named}), because ${because}.`
}

const OUTCOME_WORDS: Record<Exclude<FirstAnswer['outcome'], 'refined' | 'superseded'>, string> = {
  unfinished: 'It did not end by itself.',
  complete: 'It cites what it says and covers the question, so nobody waited for more.',
  not_composed: 'The whole context could not be composed.',
  nothing_added: 'The whole context had nothing more.',
  stopped: 'It was stopped before another answer could take its place.',
  not_refined: 'Another answer, from the whole context, broke off.',
}

/** How an answer stands that began from words alone; null where the one from the whole context took its place. */
export function describeFirstAnswer({ outcome, waitedMs }: FirstAnswer): string | null {
  if (outcome === 'refined' || outcome === 'superseded') return null
  return `It began after ${formatMs(waitedMs)}, before the search by meaning had ended. ${OUTCOME_WORDS[outcome]}`
}
