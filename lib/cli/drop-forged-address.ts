import type { IncomingHttpHeaders } from 'node:http'
import { env } from '@/lib/env'

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto']

/**
 * Without a proxy in front, a request that says where it comes from, or what this server is called, says it itself:
 * sign-in would count its attempts under any address it likes, and a foreign Origin would pass as our own. Next fills in
 * the address of the socket and the Host where the headers are missing.
 */
export function dropForgedAddress(headers: IncomingHttpHeaders): void {
  if (env.LOADOUT_URL !== undefined) return
  for (const name of FORWARDED) delete headers[name]
}
