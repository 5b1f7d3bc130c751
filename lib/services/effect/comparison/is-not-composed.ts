import { BudgetExceededError } from '@/lib/engine'
import { AppError } from '@/lib/errors'

/** What a question was asked with, and may be gone since. */
const ASKED_WITH: unknown[] = ['composition', 'policy', 'release']

/** Whether a question cannot be composed again: what it was asked with is gone, or what must be sent does not fit any more. */
export function isNotComposed(error: unknown): boolean {
  if (error instanceof BudgetExceededError) return true
  return error instanceof AppError && error.code === 'NOT_FOUND' && ASKED_WITH.includes(error.data.entity)
}
