import { prisma } from '@/lib/db/client'
import { bumpForReleases } from '@/lib/db/releases/bump-revision'
import { stampRequest } from '@/lib/db/releases/change-release'
import { AppError } from '@/lib/errors'
import { changePolicyRefSchema } from '@/lib/schemas/changes/change-inputs'
import { changeRequestSchema } from '@/lib/schemas/changes/change-request'
import { verb } from '@/lib/services/verb'
import { requireChange, requireOpenChange } from './reading/find-change-request'
import { auditChange } from './record/audit-change'
import { queueCheckChange } from './reviews/queue-check-change'

/** Takes a policy out of an open change request. @throws AppError NOT_FOUND; CONFLICT for a request that has ended. */
export const removeChangePolicy = verb({
  name: 'removeChangePolicy',
  scope: 'write',
  effect: 'write',
  input: changePolicyRefSchema,
  output: changeRequestSchema,
  run: async ({ actor, workspaceId }, { number, policyId }) => {
    await prisma.$transaction(async (tx) => {
      const { revision } = await bumpForReleases(tx, workspaceId)
      await requireOpenChange(tx, workspaceId, number)
      const { count } = await tx.changeRequestPolicy.deleteMany({ where: { workspaceId, number, policyId } })
      if (count === 0) {
        const message = `The change request #${number} does not edit the policy “${policyId}”.`
        throw new AppError('NOT_FOUND', message, { entity: 'changePolicy', id: policyId })
      }
      await stampRequest(tx, workspaceId, number)
      await tx.changeRequest.update({
        where: { workspaceId_number: { workspaceId, number } },
        data: { baseRevision: revision },
        select: { number: true },
      })
      await auditChange(tx, actor, 'changed', number, { removedPolicy: policyId })
    })
    void queueCheckChange(workspaceId, number)
    return requireChange(workspaceId, number)
  },
})
