import type { ServerOptions } from 'node:http'
import { LIMITS } from '@/lib/schemas/limits'

/** Who sends a request only in part gives its connection back: it is answered 408 and closed. */
export const SLOW_REQUESTS = {
  headersTimeout: LIMITS.requestHeadSeconds * 1_000,
  requestTimeout: LIMITS.requestSeconds * 1_000,
  connectionsCheckingInterval: 5_000,
} satisfies ServerOptions
