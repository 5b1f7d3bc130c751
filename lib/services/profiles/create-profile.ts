import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { createProfileSchema, profileSchema } from '@/lib/schemas/profile'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'
import { toFactRows } from './to-fact-rows'
import { PROFILE_SELECT, toProfile } from './to-profile'

/** @throws AppError CONFLICT when the id is taken. */
export const createProfile = verb({
  name: 'createProfile',
  scope: 'write',
  effect: 'write',
  input: createProfileSchema,
  output: profileSchema,
  run: async ({ actor, workspaceId }, { id = newId('prf'), name, facts }) =>
    prisma.$transaction(async (tx) => {
      const { count } = await tx.profile.createMany({
        data: [{ workspaceId, id, name, updatedAt: new Date() }],
        skipDuplicates: true,
      })
      if (count === 0) throw new AppError('CONFLICT', `There is a profile ${id} already.`, { entity: 'profile', id })
      await tx.profileFact.createMany({ data: toFactRows(workspaceId, id, facts) })
      await recordAudit(tx, actor, { action: 'profile.created', target: id })
      const row = await tx.profile.findUniqueOrThrow({
        where: { workspaceId_id: { workspaceId, id } },
        select: PROFILE_SELECT,
      })
      return toProfile(row)
    }),
})
