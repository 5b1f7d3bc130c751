import type { IncomingHttpHeaders } from 'node:http'
import { env } from '@/lib/env'

/**
 * Without a proxy in front, a request that says where it comes from says it itself: sign-in would count its attempts
 * under any address it likes. Next fills in the address of the socket where the header is missing.
 */
export function dropForgedAddress(headers: IncomingHttpHeaders): void {
  if (env.LOADOUT_URL === undefined) delete headers['x-forwarded-for']
}
