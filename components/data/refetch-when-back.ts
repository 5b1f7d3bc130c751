import type { Query, QueryClient } from '@tanstack/react-query'
import { ClientError } from './api-client'

/** Between two looks at whether the server answers again. */
const LOOK_MS = 3_000

const failedToReach = ({ state }: Query) => state.error instanceof ClientError && state.error.code === 'NETWORK'

/**
 * Asks again for what a screen shows and could not reach, once the server answers: a browser tells when its own
 * connection is back, too early now and then, and never that a server has started again.
 * @returns what to call when a query has failed
 */
export function refetchWhenBack(client: () => QueryClient): (error: Error) => void {
  let isWatching = false
  const look = async () => {
    const isBack = await fetch('/api/health', { cache: 'no-store' }).then(
      () => true,
      () => false,
    )
    if (!isBack) return void setTimeout(look, LOOK_MS)
    isWatching = false
    await client().refetchQueries({ type: 'active', predicate: failedToReach })
  }
  return (error) => {
    if (isWatching || !(error instanceof ClientError) || error.code !== 'NETWORK') return
    isWatching = true
    setTimeout(look, LOOK_MS)
  }
}
