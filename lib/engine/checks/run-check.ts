import type { Check, CheckedContext, CheckOutcome } from '../vocabulary/checks'
import { describeReason } from '../vocabulary/reason-words'
import { checkShare, checkTokens, checkWindow } from './check-amounts'
import { checkBefore, checkExcludes, checkIncludes, checkWithin } from './check-modules'
import { numbersOf, rankedModules } from './sent-modules'

/** Holds one check against a composition: whether it holds, why, and where that is to be seen. Pure. */
export function runCheck(check: Check, context: CheckedContext): CheckOutcome {
  switch (check.kind) {
    case 'includes':
      return checkIncludes(context, check)
    case 'excludes':
      return checkExcludes(context, check)
    case 'within':
      return checkWithin(context, check.module, check.first)
    case 'before':
      return checkBefore(context, check.module, check.other)
    case 'tokens':
      return checkTokens(context, check.section, check)
    case 'share':
      return checkShare(context, check.section, check)
    case 'window':
      return checkWindow(context, check.tokens)
    case 'answered':
      return checkAnswered(context)
    case 'noWarnings':
      return checkNoWarnings(context)
    case 'samePrefix':
      return checkSamePrefix(context)
  }
}

function checkAnswered(context: CheckedContext): CheckOutcome {
  const opens = { tab: 'candidates' } as const
  const modules = rankedModules(context).length
  if (modules > 0) {
    const numbers = { compared: modules, limit: 1, unit: 'count' as const }
    return { status: 'holds', because: `Knowledge of ${count(modules, 'module')} is sent.`, ...numbers, opens }
  }
  const uncovered = context.trace.candidates.find(({ reason }) => reason === 'below_coverage')
  if (uncovered) {
    const words = describeReason(uncovered.reason, uncovered.because)
    return {
      status: 'fails',
      because: `Nothing that was found speaks of the question: ${words}.`,
      ...numbersOf(uncovered.because),
      opens,
    }
  }
  const dropped = context.trace.candidates.filter(({ fate }) => fate === 'dropped').length
  const because = dropped > 0 ? `None of ${count(dropped, 'candidate')} is sent as knowledge.` : 'Nothing was found.'
  return { status: 'fails', because, opens }
}

function checkNoWarnings({ trace }: CheckedContext): CheckOutcome {
  const { warnings } = trace
  return {
    status: warnings.length === 0 ? 'holds' : 'fails',
    because: warnings.length === 0 ? 'There is no warning.' : warnings.join(' '),
    compared: warnings.length,
    limit: 0,
    unit: 'count',
    opens: { tab: 'steps' },
  }
}

function checkSamePrefix({ trace, earlierPrefixHash }: CheckedContext): CheckOutcome {
  const opens = { tab: 'text' } as const
  if (earlierPrefixHash === undefined) {
    return { status: 'skipped', because: 'There is no earlier run to compare the stable prefix with.', opens }
  }
  const isSame = trace.prefixHash === earlierPrefixHash
  const [now, before] = [trace.prefixHash.slice(0, 8), earlierPrefixHash.slice(0, 8)]
  return {
    status: isSame ? 'holds' : 'fails',
    because: isSame
      ? `The stable prefix is that of the run before (${now}).`
      : `The stable prefix is another one (${now}) than in the run before (${before}): caches of the model begin anew.`,
    opens,
  }
}

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`
