import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { accountSchema, getAccountSchema } from '@/lib/schemas/workspaces/auth'
import { userIdOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'

/** The account of the person who asks. @throws AppError NOT_FOUND for who is no person. */
export const getAccount = verb({
  name: 'getAccount',
  scope: 'read',
  effect: 'read',
  input: getAccountSchema,
  output: accountSchema,
  run: async ({ actor }) => {
    const userId = userIdOf(actor)
    const user =
      userId && (await prisma.user.findUnique({ where: { id: userId }, select: { name: true, email: true } }))
    if (!user) throw new AppError('NOT_FOUND', 'Only a person has an account.', { entity: 'user' })
    return user
  },
})
