import { prisma } from '@/lib/db/client'
import { listWorkspacesSchema, workspaceListSchema } from '@/lib/schemas/workspaces/workspace'
import { userIdOf } from '@/lib/services/actor'
import { toRole } from '@/lib/services/members/rows/to-role'
import { verb } from '@/lib/services/verb'
import { toWorkspace, WORKSPACE_SELECT } from './rows/to-workspace'

/** The workspaces that the person is a member of, by name; a key has none but its own, which `getWorkspace` tells. */
export const listWorkspaces = verb({
  name: 'listWorkspaces',
  scope: 'read',
  effect: 'read',
  input: listWorkspacesSchema,
  output: workspaceListSchema,
  run: async ({ actor }) => {
    const userId = userIdOf(actor)
    const rows = userId
      ? await prisma.member.findMany({
          where: { userId },
          orderBy: { organization: { name: 'asc' } },
          select: { role: true, organization: { select: WORKSPACE_SELECT } },
        })
      : []
    const items = rows.map((row) => ({ ...toWorkspace(row.organization), role: toRole(row.role) }))
    return { items, total: items.length, nextCursor: null }
  },
})
