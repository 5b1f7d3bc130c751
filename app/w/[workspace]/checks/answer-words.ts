import { formatCount, formatNumber, formatPercent, formatUsd } from '@/components/ui/format-number'
import type { AnswerComparisonSummaryDto, AnswerTotalsDto } from '@/lib/schemas/changes/answer-comparison'

type Side = AnswerComparisonSummaryDto['before']

/** Names of what sides have by id. */
export type Names = { release: (id: string) => string; policy: (id: string) => string }

function nameSide({ release, policy }: Side, names: Names): string {
  const name = names.release(release)
  if (policy === null) return name
  const [id = '', version] = policy.split('@')
  return `${name}, policy ${names.policy(id)}${version === undefined ? '' : ` v${version}`}`
}

/** What is compared: “Production and change request #12”. */
export function nameSides(
  { change, before, after }: Pick<AnswerComparisonSummaryDto, 'change' | 'before' | 'after'>,
  names: Names,
): string {
  return `${nameSide(before, names)} and ${change === null ? nameSide(after, names) : `change request #${change}`}`
}

/** What people say, in a sentence. */
export function describePeople({ better, same, worse }: AnswerTotalsDto['people']): string {
  if (better + same + worse === 0) return 'Nobody has rated an answer yet.'
  return `People: ${better} better, ${same} the same, ${worse} worse.`
}

/** What the judge says, and how sure that is. */
export function describeJudge(judge: AnswerTotalsDto['judge']): string | null {
  if (!judge) return null
  const { better, same, worse, none, winRate } = judge
  const counts = `Judge: ${better} better, ${same} the same, ${worse} worse${none > 0 ? `, ${none} without a verdict` : ''}.`
  if (!winRate) return counts
  const { share, from, to } = winRate
  const range = `${formatPercent(from)} to ${formatPercent(to)}`
  return `${counts} The answer after wins ${formatPercent(share)} of those with a winner; at 95% the range is ${range}.`
}

/** What it took. */
export function describeSpent({ tokens, costUsd, unpriced }: AnswerTotalsDto): string {
  const sums = `${formatNumber(tokens.before)} tokens before, ${formatNumber(tokens.after)} after; ${formatUsd(costUsd)}.`
  return unpriced === 0 ? sums : `${sums} ${formatCount(unpriced, 'query has', 'queries have')} a call without a price.`
}
