import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/services/actor'
import { findActorByKey } from '@/lib/services/auth/find-actor-by-key'
import { findActorBySession } from '@/lib/services/auth/find-actor-by-session'
import { limitRequests } from '@/lib/services/auth/rate-limits'
import { RequestError } from './request-error'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

type Authenticated = { actor: Actor; setCookies: string[] }

function isOwnOrigin(origin: string, headers: Headers): boolean {
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === headers.get('host') || (env.LOADOUT_URL !== undefined && host === new URL(env.LOADOUT_URL).host)
}

/** A browser sends the cookie along with other sites' requests too: those name another origin, or hide it. */
function refuseForeignOrigin(request: Request): void {
  const origin = request.headers.get('origin')
  if (origin === null && SAFE_METHODS.has(request.method) && request.headers.get('sec-fetch-site') !== 'cross-site') {
    return
  }
  if (origin !== null && isOwnOrigin(origin, request.headers)) return
  throw new RequestError(403, 'FORBIDDEN', 'With a session cookie the Origin header must name this server.')
}

/**
 * Who sent the request: the API key of its Authorization header, else the session of its cookie.
 * @throws AppError UNAUTHORIZED; FORBIDDEN for a foreign origin; LIMIT_EXCEEDED.
 */
export async function authenticate(request: Request): Promise<Authenticated> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) {
    const secret = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    const actor = secret ? await findActorByKey(secret) : null
    if (!actor)
      throw new AppError('UNAUTHORIZED', 'The API key is unknown or revoked. Create one in Settings, API keys.')
    limitRequests(actor)
    return { actor, setCookies: [] }
  }
  const { actor, setCookies } = await findActorBySession(request.headers)
  if (!actor) {
    throw new AppError('UNAUTHORIZED', 'Sign in, or send an API key in the header “Authorization: Bearer …”.')
  }
  refuseForeignOrigin(request)
  limitRequests(actor)
  return { actor, setCookies }
}
