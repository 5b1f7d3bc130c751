import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { toActorOrNull } from '@/lib/schemas/actor'
import { policyVersionSchema, savePolicyVersionSchema } from '@/lib/schemas/contexts/policy'
import { whoOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'

/** Saves settings as the policy's next version; compositions go on with the active one. @throws AppError NOT_FOUND. */
export const savePolicyVersion = verb({
  name: 'savePolicyVersion',
  scope: 'write',
  effect: 'write',
  input: savePolicyVersionSchema,
  output: policyVersionSchema,
  run: async ({ actor, workspaceId }, { id, settings, message }) =>
    prisma.$transaction(async (tx) => {
      // the update locks the policy's row, so that two savers get two numbers
      const { count } = await tx.policy.updateMany({ where: { workspaceId, id }, data: { updatedAt: new Date() } })
      if (count === 0) throw new AppError('NOT_FOUND', 'There is no such policy.', { entity: 'policy', id })
      const latest = await tx.policyVersion.findFirst({
        where: { workspaceId, policyId: id },
        orderBy: { version: 'desc' },
        select: { version: true, settings: true },
      })
      const row = await tx.policyVersion.create({
        data: {
          workspaceId,
          policyId: id,
          version: (latest?.version ?? 0) + 1,
          settings,
          message,
          author: whoOf(actor),
        },
        select: { policyId: true, version: true, message: true, author: true, createdAt: true },
      })
      await recordAudit(tx, actor, {
        action: 'policy.versionSaved',
        target: id,
        before: { version: latest?.version, settings: latest?.settings },
        after: { version: row.version, settings },
      })
      return {
        ...row,
        author: toActorOrNull(row.author),
        settings,
        isActive: false,
        createdAt: row.createdAt.toISOString(),
      }
    }),
})
