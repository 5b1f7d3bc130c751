import type { Transaction } from '@/lib/db/transaction'
import { newId } from '@/lib/new-id'
import type { NotificationKind } from '@/lib/schemas/changes/inbox'
import { LIMITS } from '@/lib/schemas/limits'
import { type Actor, userIdOf, whoOf } from '@/lib/services/actor'
import { mailDueAt, queueMailsSoon } from './queue-mails'

/** What it is about: one of the two, and the thread where there is one. */
type Subject = { number: number | null; moduleId: string | null; threadId: string | null }
type Told = Subject & {
  /** The comment that the inbox and a mail quote. */
  commentId?: string | null
}

/**
 * Puts something into the inboxes of members, in the transaction in which it happened. Who did it, and who is no member, is
 * told nothing. Of the oldest, what is over the limit goes. Where mails are sent, one of it follows.
 *
 * @param kinds what each user is told, by their id
 */
export async function notify(
  tx: Transaction,
  actor: Actor,
  kinds: ReadonlyMap<string, NotificationKind>,
  { commentId = null, ...subject }: Told,
): Promise<void> {
  const { workspaceId } = actor
  const others = [...kinds.keys()].filter((userId) => userId !== userIdOf(actor))
  if (others.length === 0) return
  const members = await tx.member.findMany({
    where: { organizationId: workspaceId, userId: { in: others } },
    select: { userId: true },
  })
  if (members.length === 0) return
  const userIds = members.map(({ userId }) => userId)
  const notes = userIds.map((userId) => ({
    ...{ workspaceId, id: newId('note'), userId, kind: kinds.get(userId) ?? 'comment' },
    ...{ ...subject, commentId },
    actor: whoOf(actor),
  }))
  await tx.notification.createMany({ data: notes })
  const dueAt = mailDueAt()
  if (dueAt) {
    await tx.outgoingMail.createMany({
      data: notes.map(({ id }) => ({ workspaceId, notificationId: id, dueAt })),
    })
    queueMailsSoon(workspaceId, dueAt)
  }
  // what another transaction is about to take out, or to mark, is left to it: so they never wait for one another in a circle
  await tx.$executeRaw`
    DELETE FROM "Notification" WHERE "workspaceId" = ${workspaceId} AND "id" IN (
      SELECT old."id" FROM unnest(${userIds}::text[]) AS told("userId") CROSS JOIN LATERAL (
        SELECT n."id" FROM "Notification" n
        WHERE n."workspaceId" = ${workspaceId} AND n."userId" = told."userId"
        ORDER BY n."id" DESC OFFSET ${LIMITS.notifications} FOR UPDATE SKIP LOCKED
      ) old)`
}
