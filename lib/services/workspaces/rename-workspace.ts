import { prisma } from '@/lib/db/client'
import { renameWorkspaceSchema, workspaceSchema } from '@/lib/schemas/workspaces/workspace'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { toWorkspace, WORKSPACE_SELECT } from './rows/to-workspace'

/** Changes what people read; the slug, which programs name it by, stays. */
export const renameWorkspace = verb({
  name: 'renameWorkspace',
  scope: 'admin',
  effect: 'write',
  input: renameWorkspaceSchema,
  output: workspaceSchema,
  run: async ({ actor, workspaceId }, { name }) =>
    prisma.$transaction(async (tx) => {
      const before = await tx.organization.findUnique({ where: { id: workspaceId }, select: { name: true } })
      const row = await tx.organization.update({ where: { id: workspaceId }, data: { name }, select: WORKSPACE_SELECT })
      const change = { before: { ...before }, after: { name } }
      await recordAudit(tx, actor, { action: 'workspace.renamed', target: workspaceId, ...change })
      return toWorkspace(row)
    }),
})
