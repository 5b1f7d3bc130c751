import { isAPIError } from 'better-auth/api'
import { AppError } from '@/lib/errors'
import { changePasswordSchema } from '@/lib/schemas/workspaces/auth'
import { parseInput } from '@/lib/services/parse-input'
import { findSession } from './find-session'
import { forgetSignIns, limitSignIn } from './limits/rate-limits'
import { getAuth } from './sessions/auth'
import type { RequestFacts } from './sign-in'

/** Sets a new password and ends every other session of the person. @throws AppError UNAUTHORIZED, VALIDATION. */
export async function changePassword(input: unknown, request: RequestFacts): Promise<{ setCookies: string[] }> {
  const { session } = await findSession(request.headers, { refresh: false })
  if (!session) throw new AppError('UNAUTHORIZED', 'Your session has ended. Sign in again.')
  const { currentPassword, newPassword } = parseInput(changePasswordSchema, input)
  limitSignIn(request.address, session.email)
  try {
    const { headers } = await getAuth().api.changePassword({
      body: { currentPassword, newPassword, revokeOtherSessions: true },
      headers: request.headers,
      returnHeaders: true,
    })
    forgetSignIns(request.address, session.email)
    return { setCookies: headers.getSetCookie() }
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) {
      const fields = { currentPassword: 'This is not your current password.' }
      throw new AppError('VALIDATION', 'The current password is wrong.', { fields })
    }
    throw error
  }
}
