import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import type { Role } from '@/lib/schemas/workspaces/role'
import type { Actor } from '@/lib/services/actor'
import { toRole } from './to-role'

type LockedMember = { userId: string; name: string; role: Role; isLastOwner: boolean }

/**
 * A member of the workspace, while nobody else changes its roles: of two owners who demote each other at once, one
 * stays.
 * @throws AppError NOT_FOUND.
 */
export async function lockMember(
  tx: Prisma.TransactionClient,
  workspaceId: string,
  userId: string,
): Promise<LockedMember> {
  await tx.$queryRaw`SELECT "id" FROM "Member" WHERE "organizationId" = ${workspaceId} ORDER BY "id" FOR UPDATE`
  const member = await tx.member.findUnique({
    where: { organizationId_userId: { organizationId: workspaceId, userId } },
    select: { role: true, user: { select: { name: true } } },
  })
  if (!member) throw new AppError('NOT_FOUND', 'There is no such member.', { entity: 'member', id: userId })
  const role = toRole(member.role)
  const owners = await tx.member.count({ where: { organizationId: workspaceId, role: 'owner' } })
  return { userId, name: member.user.name, role, isLastOwner: role === 'owner' && owners === 1 }
}

export function refuseLastOwner(member: LockedMember): void {
  if (!member.isLastOwner) return
  const message = 'A workspace needs an owner. Make somebody else an owner first.'
  throw new AppError('CONFLICT', message, { entity: 'member', id: member.userId })
}

/** Only owners (and the command line) decide about owners. @throws AppError FORBIDDEN. */
export function refuseUnlessOwner(actor: Actor): void {
  if (actor.kind === 'system' || (actor.kind === 'user' && actor.role === 'owner')) return
  throw new AppError('FORBIDDEN', 'Only an owner of the workspace can decide who is an owner.')
}

/** Deletes a member with what was meant for them alone. */
export async function deleteMember(tx: Prisma.TransactionClient, workspaceId: string, userId: string): Promise<void> {
  await tx.notification.deleteMany({ where: { workspaceId, userId } })
  await tx.mailSettings.deleteMany({ where: { workspaceId, userId } })
  await tx.member.delete({
    where: { organizationId_userId: { organizationId: workspaceId, userId } },
    select: { id: true },
  })
}
