import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { ownProfileSchema, profileSchema } from '@/lib/schemas/profiles/profile'
import { userIdOf } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { PROFILE_SELECT, toProfile } from './rows/to-profile'

/** The profile of the person who asks, made where there is none. @throws AppError VALIDATION for a program. */
export const beginOwnProfile = verb({
  name: 'beginOwnProfile',
  scope: 'compose',
  effect: 'write',
  input: ownProfileSchema,
  output: profileSchema,
  run: async ({ actor, workspaceId }) => {
    const userId = userIdOf(actor)
    if (userId === null) throw new AppError('VALIDATION', 'Only a person has a profile of their own.', { fields: {} })
    return prisma.$transaction(async (tx) => {
      const id = newId('prf')
      const { count } = await tx.profile.createMany({
        data: [{ workspaceId, id, name: actor.name, userId, updatedAt: new Date() }],
        skipDuplicates: true,
      })
      if (count > 0) await recordAudit(tx, actor, { action: 'profile.created', target: id })
      const row = await tx.profile.findFirstOrThrow({ where: { workspaceId, userId }, select: PROFILE_SELECT })
      return toProfile(row, actor)
    })
  },
})
