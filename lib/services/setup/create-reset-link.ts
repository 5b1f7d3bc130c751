import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { LIMITS } from '@/lib/schemas/limits'
import { createResetLinkSchema } from '@/lib/schemas/workspaces/auth'
import { createLink } from '@/lib/services/auth/secrets/one-time-link'
import { parseInput } from '@/lib/services/parse-input'

const HOUR_MS = 3_600_000

/**
 * For who has the command line of the server: a link with which a person sets a new password once.
 * @throws AppError NOT_FOUND when nobody has this e-mail.
 */
export async function createResetLink(input: unknown): Promise<{ path: string; expiresAt: string }> {
  const { email } = parseInput(createResetLinkSchema, input)
  const user = await prisma.user.findUnique({ where: { email }, select: { id: true } })
  if (!user) throw new AppError('NOT_FOUND', `Nobody has the e-mail ${email}.`, { entity: 'user' })
  const expiresAt = new Date(Date.now() + LIMITS.resetLinkHours * HOUR_MS)
  const token = await prisma.$transaction((tx) => createLink(tx, 'reset', user.id, expiresAt))
  return { path: `/reset/${token}`, expiresAt: expiresAt.toISOString() }
}
