import type { Bounds, CheckedContext, CheckOutcome } from '../vocabulary/checks'
import type { SectionName } from '../vocabulary/types'

export function checkTokens({ usage }: CheckedContext, section: SectionName | undefined, bounds: Bounds): CheckOutcome {
  const tokens = section === undefined ? usage.inputTokens : usage.sections[section].used
  return {
    ...holdAgainst(tokens, bounds, 'tokens'),
    because: `${sentenceOf(section)} ${format(tokens)} tokens; ${wanted(bounds, ' tokens')}.`,
    opens: section === undefined ? { tab: 'sections' } : { tab: 'sections', section },
  }
}

export function checkShare({ usage }: CheckedContext, section: SectionName, bounds: Bounds): CheckOutcome {
  const { used } = usage.sections[section]
  const percent = usage.inputTokens === 0 ? 0 : (100 * used) / usage.inputTokens
  return {
    ...holdAgainst(percent, bounds, 'percent'),
    because: `${sentenceOf(section)} ${exact(percent, bounds)} % of what is sent (${format(used)} of ${format(usage.inputTokens)} tokens); ${wanted(bounds, ' %')}.`,
    opens: { tab: 'sections', section },
  }
}

export function checkWindow({ usage }: CheckedContext, window: number): CheckOutcome {
  const { inputTokens, reservedForResponse } = usage
  const taken = inputTokens + reservedForResponse
  return {
    status: taken <= window ? 'holds' : 'fails',
    because: `${format(inputTokens)} tokens are sent and ${format(reservedForResponse)} kept free for the response: ${format(taken)} of ${format(window)}.`,
    compared: taken,
    limit: window,
    unit: 'tokens',
    opens: { tab: 'sections' },
  }
}

/** The bound that is broken is the limit; where none is, the upper one. */
function holdAgainst(value: number, { atLeast, atMost }: Bounds, unit: 'tokens' | 'percent') {
  const isTooLow = atLeast !== undefined && value < atLeast
  const isTooHigh = atMost !== undefined && value > atMost
  const limit = isTooLow ? atLeast : (atMost ?? atLeast)
  const status = isTooLow || isTooHigh ? ('fails' as const) : ('holds' as const)
  return { status, compared: value, ...(limit === undefined ? {} : { limit }), unit }
}

function wanted({ atLeast, atMost }: Bounds, unit: string): string {
  if (atLeast === undefined) return `at most ${format(atMost ?? 0)}${unit}`
  if (atMost === undefined) return `at least ${format(atLeast)}${unit}`
  return `from ${format(atLeast)} to ${format(atMost)}${unit}`
}

function sentenceOf(section: SectionName | undefined): string {
  if (section === undefined) return 'All that is sent takes'
  return `The section ${section} takes`
}

const format = (count: number) => count.toLocaleString('en-US')
/** With two decimals, and more where a broken bound would look kept. */
function exact(percent: number, { atLeast, atMost }: Bounds): string {
  for (let digits = 2; digits < 12; digits++) {
    const told = Number(percent.toFixed(digits))
    if (told === percent || (told !== atLeast && told !== atMost)) return String(told)
  }
  return String(percent)
}
