import { RetryError } from 'ai'

const MAX_DEPTH = 6

/** An error and what is behind it, outermost first: retries and network errors wrap what says something. */
export function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = []
  let current = error
  while (current !== undefined && current !== null && causes.length < MAX_DEPTH) {
    causes.push(current)
    current = RetryError.isInstance(current) ? current.lastError : current instanceof Error ? current.cause : undefined
  }
  return causes
}
