import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findSession } from './find-session'
import { getAuth } from './sessions/auth'

/** Ends the session of the request, if there is one. Returns the cookies that clear it. */
export async function signOut(headers: Headers): Promise<{ setCookies: string[] }> {
  const { headers: sent } = await getAuth().api.signOut({ headers, returnHeaders: true })
  return { setCookies: sent.getSetCookie() }
}

/** Ends every session of the person, this one too. @throws AppError UNAUTHORIZED. */
export async function signOutEverywhere(headers: Headers): Promise<{ setCookies: string[] }> {
  const { session } = await findSession(headers, { refresh: false })
  if (!session) throw new AppError('UNAUTHORIZED', 'Your session has ended already.')
  await prisma.session.deleteMany({ where: { userId: session.userId } })
  return signOut(headers)
}
