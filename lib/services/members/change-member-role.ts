import { prisma } from '@/lib/db/client'
import { changedMemberSchema, changeMemberRoleSchema } from '@/lib/schemas/workspaces/member'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { lockMember, refuseLastOwner, refuseUnlessOwner } from './rows/lock-member'

/** @throws AppError NOT_FOUND; FORBIDDEN when an owner is made or unmade by somebody else; CONFLICT for the last one. */
export const changeMemberRole = verb({
  name: 'changeMemberRole',
  scope: 'admin',
  effect: 'write',
  input: changeMemberRoleSchema,
  output: changedMemberSchema,
  run: async ({ actor, workspaceId }, { userId, role }) => {
    await prisma.$transaction(async (tx) => {
      const member = await lockMember(tx, workspaceId, userId)
      if (member.role === role) return
      if (member.role === 'owner' || role === 'owner') refuseUnlessOwner(actor)
      refuseLastOwner(member)
      await tx.member.update({
        where: { organizationId_userId: { organizationId: workspaceId, userId } },
        data: { role },
        select: { id: true },
      })
      const change = { before: { role: member.role }, after: { role }, detail: { name: member.name } }
      await recordAudit(tx, actor, { action: 'member.roleChanged', target: userId, ...change })
    })
    return { userId, role }
  },
})
