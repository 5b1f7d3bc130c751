import { setTimeout as sleep } from 'node:timers/promises'
import { databaseConfig, databaseKind } from '@/lib/db/client'
import { StartError } from '@/lib/db/embedded/start-error'
import { isDatabaseUnavailable } from '@/lib/db/is-database-unavailable'
import { listPending } from '@/lib/db/migrations/migrate'
import { isSeeded } from './seed-mark'
import { sayWaiting, takeTurns } from './take-turns'

const WAIT_MS = 60_000
const RETRY_MS = 200

/**
 * Waits until the Loadout that serves this database has prepared it. Beside an embedded one it is tried for 60 s: its
 * server is starting. On a server Postgres, until nobody prepares it any more.
 * @throws StartError when it is not prepared then
 */
export async function untilPrepared(): Promise<void> {
  const config = databaseConfig()
  if (databaseKind === 'postgres') {
    const pending = await takeTurns(config, () => listPending(config), { onWait: sayWaiting })
    if (pending.length === 0) return
    throw new StartError('The database is not up to date: start Loadout first, it migrates it.')
  }
  let reason = 'try again once it has printed its address.'
  for (const deadline = performance.now() + WAIT_MS; performance.now() < deadline; await sleep(RETRY_MS)) {
    try {
      if ((await listPending(config)).length === 0 && (await isSeeded())) return
    } catch (error) {
      // a migration that is under way looks like one that failed
      if (error instanceof StartError) reason = error.message
      else if (!isDatabaseUnavailable(error)) throw error
    }
  }
  throw new StartError(`The running Loadout is not ready: ${reason}`)
}
