import { setTimeout as sleep } from 'node:timers/promises'
import { isDatabaseFull, isDatabaseUnavailable } from './is-database-unavailable'

/** Milliseconds between two tries; about a minute in all. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000]

/**
 * For what nobody waits for at a screen: does it again while the database is busy or starts again. `work` must come to the
 * same when an earlier try was stored after all and only its answer was lost.
 * @throws what the last try threw; at once what another try cannot mend, a full disk among it
 */
export async function retryUnavailable<Result>(
  work: () => Promise<Result>,
  wait: (ms: number) => Promise<unknown> = sleep,
): Promise<Result> {
  for (const ms of WAITS_MS) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseUnavailable(error) || isDatabaseFull(error)) throw error
      await wait(ms)
    }
  }
  return work()
}
