import { AppError } from '@/lib/errors'
import { isDatabaseFull, isDatabaseStandby, isDatabaseUnavailable } from './is-database-unavailable'

const RETRY_AFTER_SECONDS = 5
const RETRY_WITH_ROOM_SECONDS = 60

/** UNAVAILABLE for a database that does not answer or has no room, as every surface and job reports it; undefined for other errors. */
export function toUnavailable(error: unknown): AppError | undefined {
  if (isDatabaseFull(error))
    return new AppError(
      'UNAVAILABLE',
      'The disk of the database is nearly full, so nothing was written; reading goes on. Once there is room, try again.',
      { retryAfterSeconds: RETRY_WITH_ROOM_SECONDS },
      { cause: error },
    )
  if (isDatabaseStandby(error))
    return new AppError(
      'UNAVAILABLE',
      'The server of the database takes no writes, so nothing was written; reading goes on. Another server may have taken over from it.',
      { retryAfterSeconds: RETRY_WITH_ROOM_SECONDS },
      { cause: error },
    )
  if (!isDatabaseUnavailable(error)) return undefined
  return new AppError(
    'UNAVAILABLE',
    'The database did not answer in time: it is busy, or it is starting again. Try again in a few seconds.',
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
    { cause: error },
  )
}
