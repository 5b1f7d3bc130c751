import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { deleteProviderSchema } from '@/lib/schemas/workspaces/provider'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'

/** Deletes a provider and its key for good. @throws AppError NOT_FOUND. */
export const deleteProvider = verb({
  name: 'deleteProvider',
  scope: 'admin',
  effect: 'write',
  input: deleteProviderSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id }) => {
    await prisma.$transaction(async (tx) => {
      const before = await tx.provider.findFirst({ where: { workspaceId, id }, select: { kind: true, name: true } })
      const { count } = await tx.provider.deleteMany({ where: { workspaceId, id } })
      if (!before || count === 0) {
        throw new AppError('NOT_FOUND', 'There is no such provider.', { entity: 'provider', id })
      }
      await recordAudit(tx, actor, { action: 'provider.deleted', target: id, before })
    })
  },
})
