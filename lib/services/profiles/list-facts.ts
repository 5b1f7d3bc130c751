import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { factPageSchema, listFactsSchema } from '@/lib/schemas/profiles/profile'
import { readIdCursor } from '@/lib/services/number-cursor'
import { verb } from '@/lib/services/verb'
import { requireProfile } from './rows/profile-access'
import { FACT_SELECT, toFact } from './rows/to-profile'

/**
 * Facts of a profile, newest first: all of them, or those of one status. The cursor is the last id of the page before:
 * ids sort by time, also when that fact is deleted meanwhile.
 * @throws AppError NOT_FOUND.
 */
export const listFacts = verb({
  name: 'listFacts',
  scope: 'read',
  effect: 'read',
  input: listFactsSchema,
  output: factPageSchema,
  run: async ({ actor, workspaceId }, { id, status, key, conversationId, limit, cursor }) => {
    const last = readIdCursor(cursor, 'fact')
    await requireProfile(prisma, actor, id)
    const where: Prisma.ProfileFactWhereInput = { workspaceId, profileId: id, status, key, conversationId }
    const rows = await prisma.profileFact.findMany({
      where: { ...where, AND: { id: { lt: last } } },
      orderBy: { id: 'desc' },
      take: limit + 1,
      select: FACT_SELECT,
    })
    const items = rows.slice(0, limit).map(toFact)
    const nextCursor = rows.length > limit ? (items.at(-1)?.id ?? null) : null
    return { items, total: await prisma.profileFact.count({ where }), nextCursor }
  },
})
