import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { requireReviewOf } from '@/lib/db/releases/review-gate'
import type { Transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { getReleaseSchema } from '@/lib/schemas/releases/release'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { requireDerived } from './rows/write-entries'

/**
 * Deletes a release with its entries and statistics. The modules and their versions stay.
 * @throws AppError NOT_FOUND; CONFLICT for a release without a base, and for one that open change requests go into; FORBIDDEN
 *   for a protected one.
 */
export const deleteRelease = verb({
  name: 'deleteRelease',
  scope: 'write',
  effect: 'write',
  input: getReleaseSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id }) => {
    await prisma.$transaction(async (tx) => {
      await bumpForReleases(tx, workspaceId)
      await requireDerived(tx, workspaceId, id)
      await requireReviewOf(tx, { workspaceId, releaseId: id })
      await refuseTarget(tx, workspaceId, id)
      const { name, baseId } = await tx.release.delete({
        where: { workspaceId_id: { workspaceId, id } },
        select: { name: true, baseId: true },
      })
      await recordAudit(tx, actor, { action: 'release.deleted', target: id, before: { name, baseId } })
    })
  },
})

/** @throws AppError CONFLICT */
async function refuseTarget(tx: Transaction, workspaceId: string, id: string): Promise<void> {
  const request = await tx.changeRequest.findFirst({
    where: { workspaceId, targetId: id, status: { in: ['draft', 'open'] } },
    orderBy: { number: 'asc' },
    select: { number: true },
  })
  if (!request) return
  const message = `The change request #${request.number} goes into this release: merge or close it first.`
  throw new AppError('CONFLICT', message, { entity: 'release', id, number: request.number })
}
