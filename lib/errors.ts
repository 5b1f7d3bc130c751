export const ERROR_CODES = [
  'NOT_FOUND',
  'FORBIDDEN',
  'UNAUTHORIZED',
  'VALIDATION',
  'CONFLICT',
  'LIMIT_EXCEEDED',
  'UPSTREAM',
  'UNAVAILABLE',
  'INTERNAL',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** What an error carries besides its code: data for the surface that shows it, no prose, nothing secret. */
export type ErrorData = {
  /** Kind of thing the error is about, e.g. `module`. */
  entity?: string
  id?: string
  /** Problems by path of the input, e.g. `filters.tags.0`. */
  fields?: Record<string, string>
  limit?: number
  actual?: number
  retryAfterSeconds?: number
  [key: string]: unknown
}

/** The only error that services throw on purpose. `message` says what is wrong and what to do, for a person. */
export class AppError extends Error {
  override readonly name = 'AppError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly data: ErrorData = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
