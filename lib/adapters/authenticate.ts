import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/services/actor'
import { findActorByKey } from '@/lib/services/auth/find-actor-by-key'
import { findActorBySession } from '@/lib/services/auth/find-actor-by-session'
import { limitRequests } from '@/lib/services/auth/limits/rate-limits'
import { namedWorkspace } from './named-workspace'
import { refuseForeignOrigin } from './refuse-foreign-origin'

type Authenticated = { actor: Actor; setCookies: string[] }

/**
 * Who sent the request: the API key of its Authorization header, else the session of its cookie, in the workspace that
 * the request names. Without a name that is the key's, or the one that the session was started in.
 * @throws AppError UNAUTHORIZED; FORBIDDEN for a foreign origin or a workspace of others; CONFLICT for a key of another
 * workspace; LIMIT_EXCEEDED.
 */
export async function authenticate(request: Request): Promise<Authenticated> {
  const workspace = namedWorkspace(request)
  const authorization = request.headers.get('authorization')
  if (authorization !== null) {
    const secret = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    const actor = secret ? await findActorByKey(secret, workspace) : null
    if (!actor)
      throw new AppError('UNAUTHORIZED', 'The API key is unknown or revoked. Create one in Settings, API keys.')
    limitRequests(actor)
    return { actor, setCookies: [] }
  }
  const { actor, setCookies } = await findActorBySession(request.headers, { workspace })
  if (!actor) {
    throw new AppError('UNAUTHORIZED', 'Sign in, or send an API key in the header “Authorization: Bearer …”.')
  }
  refuseForeignOrigin(request)
  limitRequests(actor)
  return { actor, setCookies }
}
