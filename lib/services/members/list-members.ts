import { prisma } from '@/lib/db/client'
import { listMembersSchema, type MemberListDto } from '@/lib/schemas/member'
import { ROLES } from '@/lib/schemas/role'
import { type Actor, authorize, userIdOf } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { toRole } from './to-role'

/** Everybody in the workspace, owners first. */
export async function listMembers(actor: Actor, input: unknown): Promise<MemberListDto> {
  const { workspaceId } = authorize(actor, 'read')
  parseInput(listMembersSchema, input)
  const rows = await prisma.member.findMany({
    where: { organizationId: workspaceId },
    orderBy: { createdAt: 'asc' },
    select: { userId: true, role: true, createdAt: true, user: { select: { name: true, email: true } } },
  })
  const items = rows.map((row) => ({
    userId: row.userId,
    name: row.user.name,
    email: row.user.email,
    role: toRole(row.role),
    joinedAt: row.createdAt.toISOString(),
    isSelf: row.userId === userIdOf(actor),
  }))
  items.sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
  return { items, total: items.length, nextCursor: null }
}
