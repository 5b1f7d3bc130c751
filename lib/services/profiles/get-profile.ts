import { prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { getProfileSchema, profileSchema } from '@/lib/schemas/profile'
import { verb } from '@/lib/services/verb'
import { PROFILE_SELECT, toProfile } from './to-profile'

/** @throws AppError NOT_FOUND. */
export const getProfile = verb({
  name: 'getProfile',
  scope: 'read',
  effect: 'read',
  input: getProfileSchema,
  output: profileSchema,
  run: async ({ workspaceId }, { id }) => {
    const row = await prisma.profile.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: PROFILE_SELECT,
    })
    if (!row) throw new AppError('NOT_FOUND', 'There is no such profile.', { entity: 'profile', id })
    return toProfile(row)
  },
})
