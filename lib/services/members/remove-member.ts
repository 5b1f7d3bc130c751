import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { leaveWorkspaceSchema, removeMemberSchema } from '@/lib/schemas/member'
import { userIdOf } from '@/lib/services/actor'
import { endAnswersFor } from '@/lib/services/answers/running-answers'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'
import { lockMember, refuseLastOwner, refuseUnlessOwner } from './lock-member'

async function deleteMember(tx: Prisma.TransactionClient, workspaceId: string, userId: string): Promise<void> {
  await tx.notification.deleteMany({ where: { workspaceId, userId } })
  await tx.mailSettings.deleteMany({ where: { workspaceId, userId } })
  await tx.member.delete({
    where: { organizationId_userId: { organizationId: workspaceId, userId } },
    select: { id: true },
  })
}

/** What the person wrote stays. @throws AppError NOT_FOUND; FORBIDDEN for an owner; CONFLICT for the last owner. */
export const removeMember = verb({
  name: 'removeMember',
  scope: 'admin',
  effect: 'write',
  input: removeMemberSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { userId }) => {
    await prisma.$transaction(async (tx) => {
      const member = await lockMember(tx, workspaceId, userId)
      if (member.role === 'owner') refuseUnlessOwner(actor)
      refuseLastOwner(member)
      await deleteMember(tx, workspaceId, userId)
      const change = { before: { role: member.role }, detail: { name: member.name } }
      await recordAudit(tx, actor, { action: 'member.removed', target: userId, ...change })
    })
    endAnswersFor({ workspaceId, authorId: userId })
  },
})

/** @throws AppError CONFLICT for the last owner; FORBIDDEN for who is no person. */
export const leaveWorkspace = verb({
  name: 'leaveWorkspace',
  scope: 'read',
  effect: 'write',
  input: leaveWorkspaceSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }) => {
    const userId = userIdOf(actor)
    if (userId === null) throw new AppError('FORBIDDEN', 'Only a person can leave a workspace.')
    await prisma.$transaction(async (tx) => {
      const member = await lockMember(tx, workspaceId, userId)
      refuseLastOwner(member)
      await deleteMember(tx, workspaceId, userId)
      await recordAudit(tx, actor, { action: 'member.left', target: userId, before: { role: member.role } })
    })
    endAnswersFor({ workspaceId, authorId: userId })
  },
})
