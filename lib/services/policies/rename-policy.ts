import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { policyDetailSchema, renamePolicySchema } from '@/lib/schemas/contexts/policy'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { readPolicy } from './rows/read-policy'

/** Gives a policy another name; its id stays. @throws AppError NOT_FOUND. */
export const renamePolicy = verb({
  name: 'renamePolicy',
  scope: 'write',
  effect: 'write',
  input: renamePolicySchema,
  output: policyDetailSchema,
  run: async ({ actor, workspaceId }, { id, name }) => {
    await prisma.$transaction(async (tx) => {
      const before = await tx.policy.findFirst({ where: { workspaceId, id }, select: { name: true } })
      const { count } = await tx.policy.updateMany({ where: { workspaceId, id }, data: { name } })
      if (!before || count === 0) throw new AppError('NOT_FOUND', 'There is no such policy.', { entity: 'policy', id })
      await recordAudit(tx, actor, { action: 'policy.renamed', target: id, before, after: { name } })
    })
    return readPolicy(workspaceId, id)
  },
})
