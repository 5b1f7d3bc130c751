import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import { requireReview } from '@/lib/db/releases/review-gate'
import { AppError } from '@/lib/errors'
import { getPolicySchema } from '@/lib/schemas/contexts/policy'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'

/**
 * Deletes a policy with its versions; compositions made with it keep the settings they were made with. The default one
 * stays, since requests that name none use it.
 * @throws AppError NOT_FOUND, VALIDATION for the default policy; FORBIDDEN where production needs a review.
 */
export const deletePolicy = verb({
  name: 'deletePolicy',
  scope: 'write',
  effect: 'write',
  input: getPolicySchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id }) => {
    await prisma.$transaction(async (tx) => {
      await bumpRevision(tx, workspaceId)
      await requireReview(tx, workspaceId)
      const policy = await tx.policy.findUnique({
        where: { workspaceId_id: { workspaceId, id } },
        select: { isDefault: true, name: true, activeVersion: true },
      })
      if (!policy) throw new AppError('NOT_FOUND', 'There is no such policy.', { entity: 'policy', id })
      if (policy.isDefault) {
        const message = 'The default policy cannot be deleted: requests that name none use it.'
        throw new AppError('VALIDATION', message, { entity: 'policy', id, fields: { id: message } })
      }
      await tx.policy.delete({ where: { workspaceId_id: { workspaceId, id } }, select: { id: true } })
      const { name, activeVersion } = policy
      await recordAudit(tx, actor, { action: 'policy.deleted', target: id, before: { name, activeVersion } })
    })
  },
})
