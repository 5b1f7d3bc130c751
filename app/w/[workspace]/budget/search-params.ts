import { parseAsString } from 'nuqs'

export const budgetSearchParams = {
  /** The composition to try other budgets on; the latest one when absent. */
  composition: parseAsString,
}
