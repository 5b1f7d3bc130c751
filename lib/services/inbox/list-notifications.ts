import { prisma } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { oneOf } from '@/lib/db/one-of'
import { toActor } from '@/lib/schemas/actor'
import {
  type InboxFilter,
  listNotificationsSchema,
  NOTIFICATION_KINDS,
  notificationListSchema,
} from '@/lib/schemas/inbox'
import { readIdCursor } from '@/lib/services/number-cursor'
import { verb } from '@/lib/services/verb'
import { ownInbox } from './notices/own-inbox'

/** What the person who asks should see, the newest first. @throws AppError FORBIDDEN for a key. */
export const listNotifications = verb({
  name: 'listNotifications',
  scope: 'read',
  effect: 'read',
  input: listNotificationsSchema,
  output: notificationListSchema,
  run: async ({ actor }, { filter, limit, cursor }) => {
    const own = await ownInbox(actor)
    const before = readIdCursor(cursor, 'note')
    const rows = await prisma.notification.findMany({
      where: { AND: [own, whereOf(filter, own.userId), before === undefined ? {} : { id: { lt: before } }] },
      orderBy: { id: 'desc' },
      take: limit + 1,
      select: {
        ...{ id: true, kind: true, number: true, moduleId: true, threadId: true },
        ...{ actor: true, createdAt: true, readAt: true },
        request: { select: { title: true } },
      },
    })
    const items = rows.slice(0, limit).map(({ kind, request, createdAt, readAt, ...row }) => ({
      ...row,
      actor: toActor(row.actor),
      kind: oneOf(NOTIFICATION_KINDS, kind),
      title: request?.title ?? row.moduleId ?? '',
      createdAt: createdAt.toISOString(),
      isRead: readAt !== null,
    }))
    const unread = await prisma.notification.count({ where: { ...own, readAt: null } })
    return { items, unread, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  },
})

function whereOf(filter: InboxFilter, userId: string): Prisma.NotificationWhereInput {
  if (filter === 'unread') return { readAt: null }
  if (filter === 'mentions') return { kind: 'mention' }
  if (filter === 'review') return { kind: { in: ['asked', 'edited'] }, request: { status: 'open' } }
  if (filter === 'mine') return { request: { author: { path: ['personId'], equals: userId } } }
  return {}
}
