import { prisma } from '@/lib/db/client'
import { listMembersSchema, memberListSchema } from '@/lib/schemas/workspaces/member'
import { ROLES } from '@/lib/schemas/workspaces/role'
import { userIdOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { toRole } from './rows/to-role'

/** Everybody in the workspace, owners first. */
export const listMembers = verb({
  name: 'listMembers',
  scope: 'read',
  effect: 'read',
  input: listMembersSchema,
  output: memberListSchema,
  run: async ({ actor, workspaceId }) => {
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
  },
})
