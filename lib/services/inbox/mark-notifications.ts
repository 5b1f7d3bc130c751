import { prisma } from '@/lib/db/client'
import { markedNotificationsSchema, markNotificationsSchema } from '@/lib/schemas/changes/inbox'
import { verb } from '@/lib/services/verb'
import { ownInbox } from './notices/own-inbox'

/**
 * Says that a person has seen what is in their inbox, or has not. It changes nothing that anybody else sees, so whoever may
 * read may do it.
 * @throws AppError FORBIDDEN for a key
 */
export const markNotifications = verb({
  name: 'markNotifications',
  scope: 'read',
  effect: 'write',
  input: markNotificationsSchema,
  output: markedNotificationsSchema,
  run: async ({ actor }, { ids, number, moduleId, isRead }) => {
    const own = await ownInbox(actor)
    const which = ids ? { id: { in: ids } } : number ? { number } : moduleId ? { number: null, moduleId } : {}
    await prisma.notification.updateMany({
      where: { ...own, ...which, readAt: isRead ? null : { not: null } },
      data: { readAt: isRead ? new Date() : null },
    })
    return { unread: await prisma.notification.count({ where: { ...own, readAt: null } }) }
  },
})
