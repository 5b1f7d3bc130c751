/** A reason not to start that a person can act on; its message is one sentence, shown without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError'
  constructor(
    message: string,
    /** True when waiting may help. */
    readonly isTransient = false,
  ) {
    super(message)
  }
}
