import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import type { Actor } from '@/lib/services/actor'

/**
 * The notifications of the person who acts, since they became a member.
 * @throws AppError FORBIDDEN for who is no person
 */
export async function ownInbox(actor: Actor): Promise<Prisma.NotificationWhereInput & { userId: string }> {
  if (actor.kind !== 'user') throw new AppError('FORBIDDEN', 'An inbox is a person’s: sign in to read it.')
  const { workspaceId, userId } = actor
  const member = await prisma.member.findUnique({
    where: { organizationId_userId: { organizationId: workspaceId, userId } },
    select: { createdAt: true },
  })
  if (!member) throw new AppError('FORBIDDEN', 'You are no longer a member of this workspace.')
  return { workspaceId, userId, createdAt: { gte: member.createdAt } }
}
