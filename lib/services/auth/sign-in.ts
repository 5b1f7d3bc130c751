import { isAPIError } from 'better-auth/api'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { signInSchema } from '@/lib/schemas/workspaces/auth'
import type { Origin } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { forgetSignIns, limitSignIn } from './limits/rate-limits'
import { hashSecret } from './secrets/hash-secret'
import { getAuth } from './sessions/auth'

/** What is known of a request before anybody is signed in. */
export type RequestFacts = Origin & { headers: Headers }

type SignedIn = { userId: string; tokenHash: string; setCookies: string[] }

/**
 * A session for the right e-mail and password.
 * @throws AppError UNAUTHORIZED, the same for an unknown e-mail and a wrong password; LIMIT_EXCEEDED.
 */
export async function startSession(input: unknown, request: RequestFacts): Promise<SignedIn> {
  const { email, password } = parseInput(signInSchema, input)
  limitSignIn(request.address, email)
  try {
    const { response, headers } = await getAuth().api.signInEmail({
      body: { email, password },
      headers: request.headers,
      returnHeaders: true,
    })
    forgetSignIns(request.address, email)
    return { userId: response.user.id, tokenHash: hashSecret(response.token), setCookies: headers.getSetCookie() }
  } catch (error) {
    if (isAPIError(error) && error.statusCode === 401) {
      throw new AppError('UNAUTHORIZED', 'This e-mail and password do not belong together.')
    }
    throw error
  }
}

/** Where the session acts when a request names no workspace. */
export async function rememberWorkspace(tokenHash: string, workspaceId: string): Promise<void> {
  await prisma.session.updateMany({ where: { tokenHash }, data: { activeOrganizationId: workspaceId } })
}

/** As `startSession`, for somebody who is a member of a workspace. @throws AppError FORBIDDEN for one who is not. */
export async function signIn(input: unknown, request: RequestFacts): Promise<SignedIn> {
  const signedIn = await startSession(input, request)
  const member = await prisma.member.findFirst({
    where: { userId: signedIn.userId },
    orderBy: { organization: { createdAt: 'asc' } },
    select: { organizationId: true },
  })
  if (member) {
    await rememberWorkspace(signedIn.tokenHash, member.organizationId)
    return signedIn
  }
  await prisma.session.deleteMany({ where: { tokenHash: signedIn.tokenHash } })
  throw new AppError('FORBIDDEN', 'Your account is in no workspace any more. Ask an administrator for an invitation.')
}
