import { toUnavailable } from '@/lib/db/to-unavailable'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'

/**
 * What somebody reads of work that can never go on, as where its results cannot be stored. The cause is in the log.
 * @throws the error itself where it passes by, or is told to whoever asked
 */
export function reasonToEnd(id: string, error: unknown): string {
  if (error instanceof AppError || toUnavailable(error)) throw error
  log('error', 'work on a query set cannot go on', { id }, error)
  return 'Something went wrong that is written in the log of the server. Run it again when that is mended.'
}
