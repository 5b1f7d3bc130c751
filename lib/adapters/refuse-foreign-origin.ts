import { env } from '@/lib/env'
import { RequestError } from './request-error'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

type ReadHeaders = Pick<Headers, 'get'>

function isOwnOrigin(origin: string, headers: ReadHeaders): boolean {
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === headers.get('host') || (env.LOADOUT_URL !== undefined && host === new URL(env.LOADOUT_URL).host)
}

/**
 * A browser sends the cookie along with other sites' requests too: those name another origin, or hide it.
 * @throws RequestError 403.
 */
export function refuseForeignOrigin(request: { method: string; headers: ReadHeaders }): void {
  const origin = request.headers.get('origin')
  const isSameSiteRead = SAFE_METHODS.has(request.method) && request.headers.get('sec-fetch-site') !== 'cross-site'
  if (origin === null ? isSameSiteRead : isOwnOrigin(origin, request.headers)) return
  throw new RequestError(403, 'FORBIDDEN', 'With a session cookie the Origin header must name this server.')
}
