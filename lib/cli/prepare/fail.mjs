/** A reason to stop that a person can act on: shown as one sentence. */
export class PrepareError extends Error {}

/** Says what is wrong on stderr and ends with code 1. */
export function fail(error) {
  process.stderr.write(`${error instanceof PrepareError ? error.message : (error?.stack ?? error)}\n`)
  process.exit(1)
}
