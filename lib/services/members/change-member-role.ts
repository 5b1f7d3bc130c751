import { prisma } from '@/lib/db/client'
import { changeMemberRoleSchema } from '@/lib/schemas/member'
import type { Role } from '@/lib/schemas/role'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { parseInput } from '@/lib/services/parse-input'
import { lockMember, refuseLastOwner, refuseUnlessOwner } from './lock-member'

/** @throws AppError NOT_FOUND; FORBIDDEN when an owner is made or unmade by somebody else; CONFLICT for the last one. */
export async function changeMemberRole(actor: Actor, input: unknown): Promise<{ userId: string; role: Role }> {
  const { workspaceId } = authorize(actor, 'admin')
  const { userId, role } = parseInput(changeMemberRoleSchema, input)
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
    const detail = { name: member.name, from: member.role, to: role }
    await recordAudit(tx, actor, { action: 'member.roleChanged', target: userId, detail })
  })
  return { userId, role }
}
