import type { SectionName } from './types'

/** Mandatory content does not fit. All sizes are tokens. */
export class BudgetExceededError extends Error {
  override readonly name = 'BudgetExceededError'
  constructor(
    readonly section: SectionName | 'total',
    readonly required: number,
    readonly available: number,
  ) {
    super(`${section} needs ${required} tokens, ${available} are available`)
  }
}
