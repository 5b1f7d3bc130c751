import type { CheckOutcomeDto } from '@/lib/schemas/query-sets/check'

type Before = { outcomes: Pick<CheckOutcomeDto, 'status'>[] }
type After = { outcomes: CheckOutcomeDto[] }

/** Checks of a query that fail only after the change, and checks that failed only before it; in the query's order. */
export function compareOutcomes(before: Before, after: After) {
  const pairs = after.outcomes.map((outcome, i) => ({ outcome, was: before.outcomes[i]?.status }))
  return {
    broken: pairs
      .filter(({ outcome, was }) => outcome.status === 'fails' && was !== 'fails')
      .map(({ outcome }) => outcome),
    mended: pairs
      .filter(({ outcome, was }) => outcome.status === 'holds' && was === 'fails')
      .map(({ outcome }) => outcome),
  }
}
