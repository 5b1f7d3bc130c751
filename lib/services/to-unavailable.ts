import { isDatabaseUnavailable } from '@/lib/db/is-database-unavailable'
import { AppError } from '@/lib/errors'

const RETRY_AFTER_SECONDS = 5

/** UNAVAILABLE for a database that does not answer, as every surface and job reports it; undefined for other errors. */
export function toUnavailable(error: unknown): AppError | undefined {
  if (!isDatabaseUnavailable(error)) return undefined
  return new AppError(
    'UNAVAILABLE',
    'The database did not answer in time: it is busy, or it is starting again. Try again in a few seconds.',
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
    { cause: error },
  )
}
