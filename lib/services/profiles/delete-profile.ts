import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { deleteProfileSchema } from '@/lib/schemas/profile'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'

/**
 * Deletes all that is known about a person. Compositions hold facts by reference alone, so they read as redacted from
 * now on.
 * @throws AppError NOT_FOUND.
 */
export const deleteProfile = verb({
  name: 'deleteProfile',
  scope: 'write',
  effect: 'write',
  input: deleteProfileSchema,
  output: z.void(),
  run: async ({ actor, workspaceId }, { id }) => {
    await prisma.$transaction(async (tx) => {
      const { count } = await tx.profile.deleteMany({ where: { workspaceId, id } })
      if (count === 0) throw new AppError('NOT_FOUND', 'There is no such profile.', { entity: 'profile', id })
      await tx.conversation.updateMany({ where: { workspaceId, profileId: id }, data: { profileId: null } })
      await recordAudit(tx, actor, { action: 'profile.deleted', target: id })
    })
  },
})
