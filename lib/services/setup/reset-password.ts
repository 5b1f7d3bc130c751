import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { linkTokenSchema, resetPasswordSchema } from '@/lib/schemas/workspaces/auth'
import { consumeLink, findLinkSubject } from '@/lib/services/auth/secrets/one-time-link'
import { hashNewPassword } from '@/lib/services/auth/secrets/password'
import { type RequestFacts, signIn } from '@/lib/services/auth/sign-in'
import { parseInput } from '@/lib/services/parse-input'

/** Whose password the link sets, or null when it is wrong, used or expired. */
export async function findResetLink(input: unknown): Promise<{ email: string } | null> {
  const { token } = parseInput(linkTokenSchema, input)
  const userId = await findLinkSubject(prisma, 'reset', token)
  return userId ? prisma.user.findUnique({ where: { id: userId }, select: { email: true } }) : null
}

function refuseUsed(): never {
  throw new AppError('NOT_FOUND', 'This link was used already, or it has expired. Ask for a new one.')
}

/** Sets the password, ends every session of the person and starts a new one. @throws AppError NOT_FOUND. */
export async function resetPassword(input: unknown, request: RequestFacts): Promise<{ setCookies: string[] }> {
  const { token, password } = parseInput(resetPasswordSchema, input)
  // before the hash, which is expensive on purpose and must not be had for nothing
  if ((await findLinkSubject(prisma, 'reset', token)) === null) refuseUsed()
  const passwordHash = await hashNewPassword(password)
  const user = await prisma.$transaction(async (tx) => {
    const userId = await consumeLink(tx, 'reset', token)
    if (!userId) return null
    const { count } = await tx.account.updateMany({
      where: { userId, providerId: 'credential' },
      data: { password: passwordHash },
    })
    if (count === 0) {
      await tx.account.create({
        data: { id: newId('account'), accountId: userId, providerId: 'credential', userId, password: passwordHash },
        select: { id: true },
      })
    }
    await tx.session.deleteMany({ where: { userId } })
    return tx.user.findUnique({ where: { id: userId }, select: { email: true } })
  })
  if (!user) refuseUsed()
  const { setCookies } = await signIn({ email: user.email, password }, request)
  return { setCookies }
}
