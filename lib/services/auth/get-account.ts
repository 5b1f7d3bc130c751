import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { getAccountSchema } from '@/lib/schemas/auth'
import { type Actor, authorize, userIdOf } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'

/** The account of the person who asks. @throws AppError NOT_FOUND for who is no person. */
export async function getAccount(actor: Actor, input: unknown): Promise<{ name: string; email: string }> {
  authorize(actor, 'read')
  parseInput(getAccountSchema, input)
  const userId = userIdOf(actor)
  const user = userId && (await prisma.user.findUnique({ where: { id: userId }, select: { name: true, email: true } }))
  if (!user) throw new AppError('NOT_FOUND', 'Only a person has an account.', { entity: 'user' })
  return user
}
