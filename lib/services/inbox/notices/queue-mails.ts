import { prisma } from '@/lib/db/client'
import { env } from '@/lib/env'
import { queueJob } from '@/lib/indexing/queue/queue-job'

/** Who sees a notification in the inbox by then gets no mail of it. */
const MAIL_AFTER_MS = 30_000
const MINUTE_MS = 60_000
/** By then the transaction that stored a mail has ended, and nobody waits for the queue. */
const QUEUE_AFTER_MS = 1_000

/** When a mail about something that happens now is to be sent; null where no mails are sent. */
export const mailDueAt = (): Date | null => (env.LOADOUT_SMTP_URL ? new Date(Date.now() + MAIL_AFTER_MS) : null)

/** Has the mails of a workspace sent that are due by then: one job for each minute. It never rejects. */
export async function queueMails(workspaceId: string, dueAt: Date): Promise<void> {
  const startAfterSeconds = Math.max(0, Math.ceil((dueAt.getTime() - Date.now()) / 1000))
  const singletonKey = `minute ${Math.floor(dueAt.getTime() / MINUTE_MS)}`
  await queueJob('send-mails', { workspaceId }, { singletonKey, startAfterSeconds })
}

/** As `queueMails`, a moment later: for inside a transaction. What is lost with the process, the next start finds. */
export function queueMailsSoon(workspaceId: string, dueAt: Date): void {
  setTimeout(() => void queueMails(workspaceId, dueAt), QUEUE_AFTER_MS).unref()
}

/** Has the mails sent that wait in any workspace. */
export async function queueMailsOfAll(): Promise<void> {
  const waiting = await prisma.outgoingMail.groupBy({ by: ['workspaceId'], _min: { dueAt: true } })
  for (const { workspaceId, _min } of waiting) if (_min.dueAt) await queueMails(workspaceId, _min.dueAt)
}
