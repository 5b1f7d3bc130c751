import { prisma } from '@/lib/db/client'
import { bumpRevision } from '@/lib/db/releases/bump-revision'
import { requireReview } from '@/lib/db/releases/review-gate'
import { AppError } from '@/lib/errors'
import { applyPolicyVersionSchema, policyDetailSchema } from '@/lib/schemas/contexts/policy'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { readPolicy } from './rows/read-policy'

/** Makes a saved version, a newer or an older one, the one that compositions use. @throws AppError NOT_FOUND. */
export const applyPolicyVersion = verb({
  name: 'applyPolicyVersion',
  scope: 'write',
  effect: 'write',
  input: applyPolicyVersionSchema,
  output: policyDetailSchema,
  run: async ({ actor, workspaceId }, { id, version }) => {
    await prisma.$transaction(async (tx) => {
      await bumpRevision(tx, workspaceId)
      await requireReview(tx, workspaceId)
      const before = await tx.policy.findFirst({ where: { workspaceId, id }, select: { activeVersion: true } })
      const { count } = await tx.policy.updateMany({
        where: { workspaceId, id, versions: { some: { version } } },
        data: { activeVersion: version },
      })
      if (!before || count === 0)
        throw new AppError('NOT_FOUND', 'There is no such version of the policy.', { entity: 'policy', id })
      const change = { before, after: { activeVersion: version } }
      await recordAudit(tx, actor, { action: 'policy.versionApplied', target: id, ...change })
    })
    return readPolicy(workspaceId, id)
  },
})
