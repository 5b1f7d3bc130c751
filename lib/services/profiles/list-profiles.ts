import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { likeText } from '@/lib/db/like-text'
import { listProfilesSchema, profilePageSchema } from '@/lib/schemas/profiles/profile'
import { verb } from '@/lib/services/verb'
import { profilesVisibleTo } from './rows/profile-access'
import { PROFILE_SELECT, toProfile } from './rows/to-profile'

/** Profiles that the actor may see, by id; `q` searches id and name. The cursor is the last id of the page before. */
export const listProfiles = verb({
  name: 'listProfiles',
  scope: 'read',
  effect: 'read',
  input: listProfilesSchema,
  output: profilePageSchema,
  run: async ({ actor }, { limit, cursor, q }) => {
    const contains = { contains: likeText(q ?? ''), mode: 'insensitive' } as const
    const where: Prisma.ProfileWhereInput = {
      AND: [profilesVisibleTo(actor), q ? { OR: [{ id: contains }, { name: contains }] } : {}],
    }
    const rows = await prisma.profile.findMany({
      where: { AND: [where, cursor ? { id: { gt: cursor } } : {}] },
      orderBy: { id: 'asc' },
      take: limit + 1,
      select: PROFILE_SELECT,
    })
    const items = rows.slice(0, limit).map((row) => toProfile(row, actor))
    const nextCursor = rows.length > limit ? (items.at(-1)?.id ?? null) : null
    return { items, total: await prisma.profile.count({ where }), nextCursor }
  },
})
