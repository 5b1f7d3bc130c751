import { z } from 'zod'
import { bumpForReleases } from '@/lib/db/bump-revision'
import { prisma } from '@/lib/db/client'
import { requireReviewOf } from '@/lib/db/review-gate'
import { getReleaseSchema } from '@/lib/schemas/release'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'
import { requireDerived } from './write-entries'

/**
 * Deletes a release with its entries and statistics. The modules and their versions stay.
 * @throws AppError NOT_FOUND; CONFLICT for a release without a base; FORBIDDEN for a protected one.
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
      const { name, baseId } = await tx.release.delete({
        where: { workspaceId_id: { workspaceId, id } },
        select: { name: true, baseId: true },
      })
      await recordAudit(tx, actor, { action: 'release.deleted', target: id, before: { name, baseId } })
    })
  },
})
