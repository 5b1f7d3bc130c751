import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { getWorkspaceSchema, workspaceSchema } from '@/lib/schemas/workspaces/workspace'
import { verb } from '@/lib/services/verb'
import { toWorkspace, WORKSPACE_SELECT } from './rows/to-workspace'

/** The workspace that the actor acts in. */
export const getWorkspace = verb({
  name: 'getWorkspace',
  scope: 'read',
  effect: 'read',
  input: getWorkspaceSchema,
  output: workspaceSchema,
  run: async ({ workspaceId }) => {
    const row = await prisma.organization.findUnique({ where: { id: workspaceId }, select: WORKSPACE_SELECT })
    if (!row) throw new AppError('NOT_FOUND', 'This workspace is gone.', { entity: 'workspace', id: workspaceId })
    return toWorkspace(row)
  },
})
