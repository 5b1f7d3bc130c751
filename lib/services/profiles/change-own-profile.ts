import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { changeOwnProfileSchema, profileSchema } from '@/lib/schemas/profiles/profile'
import { userIdOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { PROFILE_SELECT, toProfile } from './rows/to-profile'

/** Renames the profile of the person who asks, or lets it learn or not. @throws AppError NOT_FOUND. */
export const changeOwnProfile = verb({
  name: 'changeOwnProfile',
  scope: 'compose',
  effect: 'write',
  input: changeOwnProfileSchema,
  output: profileSchema,
  run: async ({ actor, workspaceId }, change) =>
    prisma.$transaction(async (tx) => {
      const userId = userIdOf(actor) ?? ''
      const { count } = await tx.profile.updateMany({ where: { workspaceId, userId }, data: change })
      if (count === 0) throw new AppError('NOT_FOUND', 'You have no profile here.', { entity: 'profile', id: 'own' })
      const row = await tx.profile.findFirstOrThrow({ where: { workspaceId, userId }, select: PROFILE_SELECT })
      await recordAudit(tx, actor, { action: 'profile.updated', target: row.id })
      return toProfile(row, actor)
    }),
})
