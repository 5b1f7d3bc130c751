import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { likeText } from '@/lib/db/like-text'
import { listProfilesSchema, type ProfilePage } from '@/lib/schemas/profile'
import { type Actor, authorize } from '@/lib/services/actor'
import { parseInput } from '@/lib/services/parse-input'
import { PROFILE_SELECT, toProfile } from './to-profile'

/** Profiles by id; `q` searches id and name. The cursor is the last id of the page before. */
export async function listProfiles(actor: Actor, input: unknown): Promise<ProfilePage> {
  const { workspaceId } = authorize(actor, 'read')
  const { limit, cursor, q } = parseInput(listProfilesSchema, input)
  const contains = { contains: likeText(q ?? ''), mode: 'insensitive' } as const
  const where: Prisma.ProfileWhereInput = { workspaceId, ...(q ? { OR: [{ id: contains }, { name: contains }] } : {}) }
  const rows = await prisma.profile.findMany({
    where: { AND: [where, cursor ? { id: { gt: cursor } } : {}] },
    orderBy: { id: 'asc' },
    take: limit + 1,
    select: PROFILE_SELECT,
  })
  const items = rows.slice(0, limit).map(toProfile)
  const nextCursor = rows.length > limit ? (items.at(-1)?.id ?? null) : null
  return { items, total: await prisma.profile.count({ where }), nextCursor }
}
