import type { SectionName } from './types'

/** Mandatory content does not fit; `message` says it to people. All sizes are tokens. */
export class BudgetExceededError extends Error {
  override readonly name = 'BudgetExceededError'
  constructor(
    readonly section: SectionName | 'total',
    readonly required: number,
    readonly available: number,
  ) {
    super(
      `The mandatory content of “${section}” needs ${required} tokens, ${available} are available. Use a larger window, a smaller response reserve, a larger share, or fewer always-on modules.`,
    )
  }
}
