import { prisma } from '@/lib/db/client'
import { inBatches, ROWS_AT_ONCE } from '@/lib/db/in-batches'
import { AppError } from '@/lib/errors'
import { newId } from '@/lib/new-id'
import { createProfileSchema, profileSchema } from '@/lib/schemas/profiles/profile'
import { recordAudit } from '@/lib/services/audit/record/record-audit'
import { verb } from '@/lib/services/verb'
import { toFactRows } from './facts/to-fact-rows'
import { unearth } from './facts/tombstones'
import { requireProfile } from './rows/profile-access'
import { toProfile } from './rows/to-profile'

/** @throws AppError CONFLICT when the id is taken. */
export const createProfile = verb({
  name: 'createProfile',
  scope: 'write',
  effect: 'write',
  input: createProfileSchema,
  output: profileSchema,
  run: async ({ actor, workspaceId }, { id = newId('prf'), name, isLearning, facts }) =>
    prisma.$transaction(async (tx) => {
      const { count } = await tx.profile.createMany({
        data: [{ workspaceId, id, name, isLearning, updatedAt: new Date() }],
        skipDuplicates: true,
      })
      if (count === 0) throw new AppError('CONFLICT', `There is a profile ${id} already.`, { entity: 'profile', id })
      const rows = toFactRows(workspaceId, id, facts)
      for (const data of inBatches(rows, ROWS_AT_ONCE)) await tx.profileFact.createMany({ data })
      await unearth(tx, { workspaceId, profileId: id }, facts)
      await recordAudit(tx, actor, { action: 'profile.created', target: id })
      return toProfile(await requireProfile(tx, actor, id), actor)
    }),
})
