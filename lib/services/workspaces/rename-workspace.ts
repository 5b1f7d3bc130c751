import { prisma } from '@/lib/db/client'
import { renameWorkspaceSchema, type WorkspaceDto } from '@/lib/schemas/workspace'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { parseInput } from '@/lib/services/parse-input'
import { toWorkspace, WORKSPACE_SELECT } from './to-workspace'

/** Changes what people read; the slug, which programs name it by, stays. */
export async function renameWorkspace(actor: Actor, input: unknown): Promise<WorkspaceDto> {
  const { workspaceId } = authorize(actor, 'admin')
  const { name } = parseInput(renameWorkspaceSchema, input)
  return prisma.$transaction(async (tx) => {
    const row = await tx.organization.update({ where: { id: workspaceId }, data: { name }, select: WORKSPACE_SELECT })
    await recordAudit(tx, actor, { action: 'workspace.renamed', target: workspaceId, detail: { name } })
    return toWorkspace(row)
  })
}
