import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { getProfileSchema, type ProfileDto } from '@/lib/schemas/profile'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { PROFILE_SELECT, toProfile } from './to-profile'

/** @throws AppError NOT_FOUND. */
export async function getProfile(actor: Actor, input: unknown): Promise<ProfileDto> {
  const { workspaceId } = authorize(actor, 'read')
  const { id } = parseInput(getProfileSchema, input)
  const row = await prisma.profile.findUnique({
    where: { workspaceId_id: { workspaceId, id } },
    select: PROFILE_SELECT,
  })
  if (!row) throw new AppError('NOT_FOUND', 'There is no such profile.', { entity: 'profile', id })
  return toProfile(row)
}
