import { prisma } from '@/lib/db/client'
import { toActor } from '@/lib/schemas/actor'
import { NOTIFICATION_KINDS } from '@/lib/schemas/changes/inbox'
import { readTitles } from '@/lib/services/inbox/notices/read-titles'
import { timeOf } from './read-mail-settings'
import type { MailSubject } from './write-mail'

/** What waited longer, for a server that was not there, comes too late. */
const KEPT_MS = 2 * 86_400_000

export type FoundMail = MailSubject & {
  userId: string
  createdAt: Date
  to: { name: string; address: string }
  /** It comes with the others of a day. */
  isDaily: boolean
}

/**
 * What a mail is to say, as things stand now; null when nobody needs it any more: it was seen in the inbox, the comment is
 * deleted, or the person wants no mails of this kind, or left the workspace; or when it waited for two days.
 */
export async function findMail(workspaceId: string, notificationId: string): Promise<FoundMail | null> {
  const note = await prisma.notification.findUnique({
    where: { workspaceId_id: { workspaceId, id: notificationId } },
    select: {
      ...{ userId: true, kind: true, number: true, moduleId: true, threadId: true, actor: true, readAt: true },
      ...{ createdAt: true, commentId: true, request: { select: { title: true } } },
      workspace: { select: { id: true, name: true, slug: true } },
    },
  })
  const kind = NOTIFICATION_KINDS.find((known) => known === note?.kind)
  if (!note || !kind || note.readAt !== null || note.createdAt.getTime() < Date.now() - KEPT_MS) return null
  const { userId, createdAt, number, moduleId, threadId, commentId, workspace } = note
  const [titleOf, member, settings, comment] = await Promise.all([
    readTitles(workspaceId, [note]),
    prisma.member.findUnique({
      where: { organizationId_userId: { organizationId: workspaceId, userId } },
      select: { createdAt: true, user: { select: { name: true, email: true } } },
    }),
    prisma.mailSettings.findUnique({
      where: { workspaceId_userId: { workspaceId, userId } },
      select: { off: true, daily: true },
    }),
    commentId === null
      ? null
      : prisma.comment.findFirst({ where: { workspaceId, id: commentId, deletedAt: null }, select: { text: true } }),
  ])
  // who left and came back is told nothing of the time before
  if (!member || member.createdAt > createdAt) return null
  const time = timeOf(settings, kind)
  if (time === 'never') return null
  if (commentId !== null && !comment) return null
  const { name, email } = member.user
  return {
    ...{ kind, number, moduleId, threadId, workspace, userId, createdAt },
    isDaily: time === 'daily',
    actor: toActor(note.actor),
    title: titleOf(note),
    said: comment?.text ?? null,
    to: { name, address: email },
  }
}
