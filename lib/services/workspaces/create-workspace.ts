import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { createWorkspaceSchema, type WorkspaceDto } from '@/lib/schemas/workspace'
import { type Actor, authorize, userIdOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { newId } from '@/lib/services/new-id'
import { parseInput } from '@/lib/services/parse-input'
import { insertWorkspace, ownersOfFirstWorkspace } from './insert-workspace'
import { toWorkspace, WORKSPACE_SELECT } from './to-workspace'

/**
 * An empty workspace, owned by the person who makes it; made by a key or on the command line, by the owners of the
 * first workspace.
 * @throws AppError CONFLICT when the slug is taken.
 */
export async function createWorkspace(actor: Actor, input: unknown): Promise<WorkspaceDto> {
  authorize(actor, 'admin')
  const { slug, name = slug } = parseInput(createWorkspaceSchema, input)
  const userId = userIdOf(actor)
  return prisma.$transaction(async (tx) => {
    if (await tx.organization.findUnique({ where: { slug }, select: { id: true } })) {
      throw new AppError('CONFLICT', `The slug “${slug}” is taken.`, { fields: { slug: 'is taken' } })
    }
    const id = await insertWorkspace(tx, { slug, name })
    const ownerIds = userId ? [userId] : await ownersOfFirstWorkspace(tx)
    await tx.member.createMany({
      data: ownerIds.map((ownerId) => ({ id: newId('member'), organizationId: id, userId: ownerId, role: 'owner' })),
    })
    await recordAudit(tx, { ...actor, workspaceId: id }, { action: 'workspace.created', target: id, detail: { slug } })
    return toWorkspace(await tx.organization.findUniqueOrThrow({ where: { id }, select: WORKSPACE_SELECT }))
  })
}
