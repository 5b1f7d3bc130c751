import { hashPassword } from 'better-auth/crypto'
import type { Prisma } from '@/lib/db/generated/client'
import { newId } from '@/lib/new-id'

/** scrypt, with a salt of its own. Compute it before a transaction: it takes a while on purpose. */
export const hashNewPassword = (password: string): Promise<string> => hashPassword(password)

type AccountTx = Pick<Prisma.TransactionClient, 'user' | 'account'>

/** A person who signs in with e-mail and password. */
export async function createUser(
  tx: AccountTx,
  user: { name: string; email: string; passwordHash: string },
): Promise<string> {
  const userId = newId('user')
  await tx.user.create({
    data: {
      id: userId,
      name: user.name,
      email: user.email,
      emailVerified: true,
      accounts: {
        create: { id: newId('account'), accountId: userId, providerId: 'credential', password: user.passwordHash },
      },
    },
    select: { id: true },
  })
  return userId
}
