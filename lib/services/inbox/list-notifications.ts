import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { oneOf } from '@/lib/db/one-of'
import { toActor } from '@/lib/schemas/actor'
import {
  type InboxFilter,
  listNotificationsSchema,
  NOTIFICATION_KINDS,
  notificationListSchema,
} from '@/lib/schemas/changes/inbox'
import { LIMITS } from '@/lib/schemas/limits'
import { readIdCursor } from '@/lib/services/number-cursor'
import { verb } from '@/lib/services/verb'
import { ownInbox } from './notices/own-inbox'
import { readTitles } from './notices/read-titles'

/** What the person who asks should see, the newest first. @throws AppError FORBIDDEN for a key. */
export const listNotifications = verb({
  name: 'listNotifications',
  scope: 'read',
  effect: 'read',
  input: listNotificationsSchema,
  output: notificationListSchema,
  run: async ({ actor, workspaceId }, { filter, limit, cursor }) => {
    const own = await ownInbox(actor)
    const before = readIdCursor(cursor, 'note')
    const rows = await prisma.notification.findMany({
      where: { AND: [own, whereOf(filter, own.userId), before === undefined ? {} : { id: { lt: before } }] },
      orderBy: { id: 'desc' },
      take: limit + 1,
      select: {
        ...{ id: true, kind: true, number: true, moduleId: true, threadId: true, commentId: true },
        ...{ actor: true, createdAt: true, readAt: true },
        request: { select: { title: true } },
      },
    })
    const page = rows.slice(0, limit)
    const [titleOf, said] = await Promise.all([readTitles(workspaceId, page), readSaid(workspaceId, page)])
    const items = page.map(({ kind, request, createdAt, readAt, commentId, ...row }) => ({
      ...row,
      actor: toActor(row.actor),
      kind: oneOf(NOTIFICATION_KINDS, kind),
      title: titleOf({ ...row, request }),
      said: said.get(commentId ?? '') ?? null,
      createdAt: createdAt.toISOString(),
      isRead: readAt !== null,
    }))
    const unread = await prisma.notification.count({ where: { ...own, readAt: null } })
    return { items, unread, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  },
})

/** How the comments begin that notifications are about, by their id; one that is deleted says nothing. */
async function readSaid(
  workspaceId: string,
  notes: readonly { commentId: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const ids = notes.flatMap(({ commentId }) => commentId ?? [])
  if (ids.length === 0) return new Map()
  const length = LIMITS.inboxQuoteLength
  const rows = await prisma.$queryRaw<{ id: string; text: string; isWhole: boolean }[]>`
    SELECT "id", left("text", ${length}) AS "text", length("text") <= ${length} AS "isWhole" FROM "Comment"
    WHERE "workspaceId" = ${workspaceId} AND "deletedAt" IS NULL AND "id" = ANY(${ids}::text[])`
  return new Map(rows.map(({ id, text, isWhole }) => [id, isWhole ? text : `${text}…`]))
}

function whereOf(filter: InboxFilter, userId: string): Prisma.NotificationWhereInput {
  if (filter === 'unread') return { readAt: null }
  if (filter === 'mentions') return { kind: 'mention' }
  if (filter === 'review') return { kind: { in: ['asked', 'edited'] }, request: { status: 'open' } }
  if (filter === 'mine') return { request: { author: { path: ['personId'], equals: userId } } }
  return {}
}
