import { isDeepStrictEqual } from 'node:util'
import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type ProfileDto, type ProfileFactInput, profileSchema, updateProfileSchema } from '@/lib/schemas/profile'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { verb } from '@/lib/services/verb'
import { toFactRows } from './to-fact-rows'
import { PROFILE_SELECT, toProfile } from './to-profile'

type Fact = ProfileDto['facts'][number]

function isSameFact({ id: _, ...fact }: Fact, wanted: ProfileFactInput): boolean {
  return isDeepStrictEqual(fact, { ...wanted, expiresOn: wanted.expiresOn ?? null })
}

/**
 * Renames a profile, replaces its facts, or both. Facts that stay the same keep their id; in what was composed with the
 * others they read as redacted from now on.
 * @throws AppError NOT_FOUND.
 */
export const updateProfile = verb({
  name: 'updateProfile',
  scope: 'write',
  effect: 'write',
  input: updateProfileSchema,
  output: profileSchema,
  run: async ({ actor, workspaceId }, { id, name, facts }) => {
    const where = { workspaceId_id: { workspaceId, id } }
    return prisma.$transaction(async (tx) => {
      const { count } = await tx.profile.updateMany({
        where: { workspaceId, id },
        data: { name, updatedAt: new Date() },
      })
      if (count === 0) throw new AppError('NOT_FOUND', 'There is no such profile.', { entity: 'profile', id })
      if (facts) {
        const current = toProfile(await tx.profile.findUniqueOrThrow({ where, select: PROFILE_SELECT })).facts
        const kept = current.filter((fact) => facts.some((wanted) => isSameFact(fact, wanted)))
        const added = facts.filter((wanted) => !current.some((fact) => isSameFact(fact, wanted)))
        await tx.profileFact.deleteMany({
          where: { workspaceId, profileId: id, id: { notIn: kept.map((fact) => fact.id) } },
        })
        await tx.profileFact.createMany({ data: toFactRows(workspaceId, id, added) })
      }
      await recordAudit(tx, actor, { action: 'profile.updated', target: id })
      return toProfile(await tx.profile.findUniqueOrThrow({ where, select: PROFILE_SELECT }))
    })
  },
})
