import type { ServerOptions } from 'node:http'
import { LIMITS } from '@/lib/schemas/limits'

/**
 * Who sends a request only in part gives its connection back: it is answered 408 and closed.
 * One that rests between requests is kept longer than proxies keep theirs (60 s), so that they, and not we,
 * end it: who closes first may do so while the other's next request is under way, which is then lost.
 */
export const SLOW_REQUESTS = {
  headersTimeout: LIMITS.requestHeadSeconds * 1_000,
  requestTimeout: LIMITS.requestSeconds * 1_000,
  keepAliveTimeout: LIMITS.restingConnectionSeconds * 1_000,
  connectionsCheckingInterval: 5_000,
} satisfies ServerOptions
