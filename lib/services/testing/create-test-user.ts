import { prisma } from '@/lib/db/client'
import { newId } from '@/lib/new-id'
import type { Role } from '@/lib/schemas/workspaces/role'
import type { Actor } from '@/lib/services/actor'
import { createUser, hashNewPassword } from '@/lib/services/auth/secrets/password'

export const TEST_PASSWORD = 'correct horse battery'
const passwordHash = hashNewPassword(TEST_PASSWORD)

type TestUser = { actor: Extract<Actor, { kind: 'user' }>; userId: string; email: string }

/** Somebody who can sign in, with a role in the workspace. */
export async function createTestUser(workspaceId: string, role: Role): Promise<TestUser> {
  const name = `Test ${role}`
  const email = `${newId('test')}@example.com`
  const userId = await createUser(prisma, { name, email, passwordHash: await passwordHash })
  await prisma.member.create({ data: { id: newId('member'), organizationId: workspaceId, userId, role } })
  return { actor: { kind: 'user', workspaceId, userId, name, role }, userId, email }
}
