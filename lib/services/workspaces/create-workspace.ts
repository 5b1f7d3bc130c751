import { prisma } from '@/lib/db/client'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { LIMITS } from '@/lib/schemas/limits'
import { createWorkspaceSchema, workspaceSchema } from '@/lib/schemas/workspaces/workspace'
import { userIdOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { insertWorkspace, ownersOfFirstWorkspace } from './rows/insert-workspace'
import { toWorkspace, WORKSPACE_SELECT } from './rows/to-workspace'

/** Of two at once, the second waits and counts what the first has made. @throws AppError LIMIT_EXCEEDED. */
async function refuseTooMany(tx: Transaction, ownerIds: string[]): Promise<void> {
  for (const userId of ownerIds.toSorted()) {
    await tx.$queryRaw`SELECT "id" FROM "User" WHERE "id" = ${userId} FOR UPDATE`
    const owned = await tx.member.count({ where: { userId, role: 'owner' } })
    if (owned < LIMITS.workspacesPerPerson) continue
    const message = `One person can own ${LIMITS.workspacesPerPerson} workspaces. Hand one over, or leave it, first.`
    throw new AppError('LIMIT_EXCEEDED', message, { limit: LIMITS.workspacesPerPerson })
  }
}

/**
 * An empty workspace, owned by the person who makes it; made by a key or on the command line, by the owners of the
 * first workspace.
 * @throws AppError CONFLICT when the slug is taken; LIMIT_EXCEEDED for who owns too many already.
 */
export const createWorkspace = verb({
  name: 'createWorkspace',
  scope: 'admin',
  effect: 'write',
  input: createWorkspaceSchema,
  output: workspaceSchema,
  run: async ({ actor }, { slug, name = slug }) => {
    const userId = userIdOf(actor)
    return prisma.$transaction(async (tx) => {
      if (await tx.organization.findUnique({ where: { slug }, select: { id: true } })) {
        throw new AppError('CONFLICT', `The slug “${slug}” is taken.`, { fields: { slug: 'is taken' } })
      }
      const ownerIds = userId ? [userId] : await ownersOfFirstWorkspace(tx)
      if (actor.kind !== 'system') await refuseTooMany(tx, ownerIds)
      const id = await insertWorkspace(tx, { slug, name })
      await tx.member.createMany({
        data: ownerIds.map((ownerId) => ({ id: newId('member'), organizationId: id, userId: ownerId, role: 'owner' })),
      })
      await recordAudit(
        tx,
        { ...actor, workspaceId: id },
        { action: 'workspace.created', target: id, detail: { slug } },
      )
      return toWorkspace(await tx.organization.findUniqueOrThrow({ where: { id }, select: WORKSPACE_SELECT }))
    })
  },
})
