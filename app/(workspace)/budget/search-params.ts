import { createLoader, parseAsString } from 'nuqs/server'

export const budgetSearchParams = {
  /** The composition to try other budgets on; the latest one when absent. */
  composition: parseAsString,
}

export const loadBudgetSearchParams = createLoader(budgetSearchParams)
