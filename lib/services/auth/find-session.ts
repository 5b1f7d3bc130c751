import { isDatabaseFull } from '@/lib/db/is-database-unavailable'
import { getAuth } from './sessions/auth'

type FoundSession = {
  sessionId: string
  userId: string
  name: string
  email: string
  activeWorkspaceId: string | null
}

/**
 * The valid session of a request's cookie, else null, and the cookies to send back when it was extended.
 * @param options.refresh false where no cookie can be set, such as while rendering.
 */
export async function findSession(
  headers: Headers,
  options: { refresh?: boolean } = {},
): Promise<{ session: FoundSession | null; setCookies: string[] }> {
  if (!headers.has('cookie')) return { session: null, setCookies: [] }
  const get = (disableRefresh: boolean) =>
    getAuth().api.getSession({ headers, query: { disableRefresh }, returnHeaders: true })
  const { response, headers: sent } = await get(options.refresh === false).catch((error: unknown) => {
    // without room to extend it, a session that is valid reads on
    if (!isDatabaseFull(error)) throw error
    return get(true)
  })
  const setCookies = sent.getSetCookie()
  if (!response) return { session: null, setCookies }
  const { session, user } = response
  return {
    session: {
      sessionId: session.id,
      userId: user.id,
      name: user.name,
      email: user.email,
      activeWorkspaceId: session.activeOrganizationId ?? null,
    },
    setCookies,
  }
}
