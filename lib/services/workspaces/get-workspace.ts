import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { getWorkspaceSchema, type WorkspaceDto } from '@/lib/schemas/workspace'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { toWorkspace, WORKSPACE_SELECT } from './to-workspace'

/** The workspace that the actor acts in. */
export async function getWorkspace(actor: Actor, input: unknown): Promise<WorkspaceDto> {
  const { workspaceId } = authorize(actor, 'read')
  parseInput(getWorkspaceSchema, input)
  const row = await prisma.organization.findUnique({ where: { id: workspaceId }, select: WORKSPACE_SELECT })
  if (!row) throw new AppError('NOT_FOUND', 'This workspace is gone.', { entity: 'workspace', id: workspaceId })
  return toWorkspace(row)
}
