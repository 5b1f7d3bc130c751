import { prisma } from '@/lib/db/client'
import { getProfileSchema, profileSchema } from '@/lib/schemas/profiles/profile'
import { verb } from '@/lib/services/verb'
import { requireProfile } from './rows/profile-access'
import { toProfile } from './rows/to-profile'

/** @throws AppError NOT_FOUND, also for somebody else's own. */
export const getProfile = verb({
  name: 'getProfile',
  scope: 'read',
  effect: 'read',
  input: getProfileSchema,
  output: profileSchema,
  run: async ({ actor }, { id }) => toProfile(await requireProfile(prisma, actor, id), actor),
})
