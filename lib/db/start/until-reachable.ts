import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type PoolConfig } from 'pg'
import { isDatabaseUnavailable } from '@/lib/db/is-database-unavailable'
import { say } from '@/lib/log'

const WAIT_MS = 60_000
const RETRY_MS = 500

/**
 * Waits for a server that starts together with this one, or has no connection free, for up to 60 s. Whoever needs it then
 * says why it cannot be reached.
 */
export async function untilReachable(config: PoolConfig, signal: AbortSignal, waitMs = WAIT_MS): Promise<void> {
  let isSaid = false
  for (const deadline = performance.now() + waitMs; performance.now() < deadline; await sleep(RETRY_MS)) {
    const client = new Client(config)
    client.on('error', () => undefined)
    try {
      await client.connect()
      return
    } catch (error) {
      if (signal.aborted || !isDatabaseUnavailable(error)) return
      if (!isSaid) say('The server of DATABASE_URL does not answer yet: waiting for it for a minute.')
      isSaid = true
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
