import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { createProfileSchema, type ProfileDto } from '@/lib/schemas/profile'
import { type Actor, authorize } from '@/lib/services/actor'
import { recordAudit } from '@/lib/services/audit/record-audit'
import { newId } from '@/lib/services/new-id'
import { parseInput } from '@/lib/services/parse-input'
import { toFactRows } from './to-fact-rows'
import { PROFILE_SELECT, toProfile } from './to-profile'

/** @throws AppError CONFLICT when the id is taken. */
export async function createProfile(actor: Actor, input: unknown): Promise<ProfileDto> {
  const { workspaceId } = authorize(actor, 'write')
  const { id = newId('prf'), name, facts } = parseInput(createProfileSchema, input)
  return prisma.$transaction(async (tx) => {
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
  })
}
