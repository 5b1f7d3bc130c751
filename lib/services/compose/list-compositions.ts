import { prisma } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { compositionPageSchema, listCompositionsSchema } from '@/lib/schemas/contexts/composition'
import { isCompositionVisibleTo } from '@/lib/services/access/conversation-access'
import { readIdCursor } from '@/lib/services/number-cursor'
import { isProfileVisibleTo } from '@/lib/services/profiles/rows/profile-access'
import { verb } from '@/lib/services/verb'
import { SUMMARY_SELECT, toSummary } from './rows/find-composition'

/** Compositions that the actor may see, newest first. The cursor is the last id of the page before: ids sort by time. */
export const listCompositions = verb({
  name: 'listCompositions',
  scope: 'read',
  effect: 'read',
  input: listCompositionsSchema,
  output: compositionPageSchema,
  run: async ({ actor, workspaceId }, { limit, cursor, conversationId }) => {
    const before = readIdCursor(cursor, 'cmp')
    // in SQL: the ids of all conversations would be more than one statement can name
    const where = Prisma.sql`c."workspaceId" = ${workspaceId} AND ${isCompositionVisibleTo(actor)} AND ${isProfileVisibleTo(actor)}
    ${conversationId === undefined ? Prisma.empty : Prisma.sql`AND c."conversationId" = ${conversationId}`}`
    const page = await prisma.$queryRaw<{ id: string }[]>`
    SELECT c."id" FROM "Composition" c
    WHERE ${where} ${before === undefined ? Prisma.empty : Prisma.sql`AND c."id" < ${before}`}
    ORDER BY c."id" DESC LIMIT ${limit + 1}`
    const counted = await prisma.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM "Composition" c WHERE ${where}`
    const rows = await prisma.composition.findMany({
      where: { workspaceId, id: { in: page.slice(0, limit).map(({ id }) => id) } },
      orderBy: { id: 'desc' },
      select: SUMMARY_SELECT,
    })
    const items = rows.map(toSummary)
    const nextCursor = page.length > limit ? (page[limit - 1]?.id ?? null) : null
    return { items, total: counted[0]?.total ?? 0, nextCursor }
  },
})
