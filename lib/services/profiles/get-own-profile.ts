import { prisma } from '@/lib/db/client'
import { ownProfileOutputSchema, ownProfileSchema } from '@/lib/schemas/profiles/profile'
import { userIdOf } from '@/lib/services/actor'
import { verb } from '@/lib/services/verb'
import { PROFILE_SELECT, toProfile } from './rows/to-profile'

/** The profile of the person who asks, if they began one. */
export const getOwnProfile = verb({
  name: 'getOwnProfile',
  scope: 'read',
  effect: 'read',
  input: ownProfileSchema,
  output: ownProfileOutputSchema,
  run: async ({ actor, workspaceId }) => {
    const userId = userIdOf(actor)
    if (userId === null) return { profile: null }
    const row = await prisma.profile.findFirst({ where: { workspaceId, userId }, select: PROFILE_SELECT })
    return { profile: row && toProfile(row, actor) }
  },
})
