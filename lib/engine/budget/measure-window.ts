import { BudgetExceededError } from '../vocabulary/errors'
import type { PolicySettings } from '../vocabulary/policy'
import type { ModelSpec } from '../vocabulary/types'

/** Tokens; the three parts add up to the context window. */
export type WindowBudget = { reservedForResponse: number; safetyMargin: number; available: number }

/**
 * Splits the window into response reserve, safety margin and what the input may use. The reserve is the larger of
 * `maxOutputTokens` and the policy's share: providers refuse requests whose input plus requested output pass the window.
 * @throws BudgetExceededError for `total` when nothing is left for the input.
 */
export function measureWindow(model: ModelSpec, settings: PolicySettings['budget'], isExact: boolean): WindowBudget {
  const { contextWindow, maxOutputTokens } = model
  const marginShare = isExact ? settings.safetyMarginExact : settings.safetyMarginEstimated
  const reservedForResponse = Math.max(maxOutputTokens, Math.ceil(contextWindow * settings.responseShare))
  const safetyMargin = Math.ceil(contextWindow * marginShare)
  const available = contextWindow - reservedForResponse - safetyMargin
  if (!(available > 0)) throw new BudgetExceededError('total', reservedForResponse + safetyMargin + 1, contextWindow)
  return { reservedForResponse, safetyMargin, available }
}
