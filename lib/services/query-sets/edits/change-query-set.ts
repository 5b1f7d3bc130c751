import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { requireReview } from '@/lib/db/releases/review-gate'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import type { QuerySetDto } from '@/lib/schemas/query-sets/query-set'
import { type Actor, whoOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { parseQueries, querySetNotFound, requireQuerySet } from '@/lib/services/query-sets/rows/stored-set'
import { requireFreeName } from './require-free-name'
import { countChanges, tellSet } from './tell-set'

/**
 * Changes a set that nobody has changed since `revision`.
 * @throws AppError NOT_FOUND; CONFLICT when somebody has, and for a name that another set has; FORBIDDEN for a required set where review is required.
 */
export async function changeQuerySet(
  actor: Actor,
  { id, revision }: { id: string; revision: number },
  data: Prisma.QuerySetUpdateManyMutationInput & { name?: string },
): Promise<QuerySetDto> {
  const { workspaceId } = actor
  await prisma.$transaction(async (tx) => {
    await requireReviewOfSet(tx, workspaceId, id)
    const before = await tx.querySet.findFirst({ where: { workspaceId, id }, select: SET_SELECT })
    // sets of one name from before this was refused may keep it
    if (data.name !== undefined && data.name !== before?.name) await requireFreeName(tx, workspaceId, id, data.name)
    const { count } = await tx.querySet.updateMany({
      where: { workspaceId, id, revision, deletedAt: null },
      data: { ...data, revision: { increment: 1 }, editedBy: whoOf(actor) },
    })
    if (count === 0) {
      const known = await tx.querySet.count({ where: { workspaceId, id, deletedAt: null } })
      if (known === 0) throw querySetNotFound(id)
      const message = 'Somebody has changed this query set meanwhile. Reload it, then change it again.'
      throw new AppError('CONFLICT', message, { entity: 'querySet', id })
    }
    const after = await tx.querySet.findFirst({ where: { workspaceId, id }, select: SET_SELECT })
    if (!before || !after) return
    await recordAudit(tx, actor, {
      action: 'querySet.changed',
      target: id,
      before: tellSet(before),
      after: tellSet(after),
      detail: {
        ...countChanges(parseQueries(before.queries), parseQueries(after.queries)),
        ...(before.description === after.description ? {} : { isDescriptionChanged: true }),
      },
    })
  })
  return requireQuerySet(workspaceId, id)
}

const SET_SELECT = {
  ...{ name: true, description: true, isRequired: true },
  ...{ queries: true, queryCount: true, checkCount: true, revision: true },
} as const

const REFUSED =
  'This query set is required to merge, and this workspace requires review: the set changes by approved change requests alone. Propose the change instead; an admin can change that under Settings, Review.'

/**
 * Changing a required set can let a merge through. Where merges need a review, so does the change. Call it in the
 * transaction that changes the set.
 * @throws AppError FORBIDDEN
 */
export async function requireReviewOfSet(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  const required = await tx.querySet.count({ where: { workspaceId, id, isRequired: true, deletedAt: null } })
  if (required > 0) await requireReview(tx, workspaceId, REFUSED)
}
