import { prisma } from '@/lib/db/client'
import { env, publicUrl } from '@/lib/env'
import { giveWay } from '@/lib/indexing/queue/give-way'
import { log } from '@/lib/log'
import { LIMITS } from '@/lib/schemas/limits'
import { queueMails } from '@/lib/services/inbox/notices/queue-mails'
import { findMail } from './delivery/find-mail'
import { type Mailer, openMailer } from './delivery/open-mailer'
import { toUnsubscribeToken } from './delivery/unsubscribe-token'
import { writeMail } from './delivery/write-mail'

/** A mail whose process ended while it was sent is tried again after this long; it has the same Message-ID. */
const CLAIM_MS = 10 * 60_000
const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 6 * 3_600_000
/** Fourfold from one to the next: 1, 4, 16 and 64 minutes, then 4 hours, then 6. */
const waitMs = (tries: number) => Math.min(FIRST_WAIT_MS * 4 ** (tries - 1), LONGEST_WAIT_MS)

type Claimed = { notificationId: string; commentId: string | null; tries: number }
type Failure = { code?: string; command?: string; responseCode?: number }

/**
 * Sends the mails of a workspace that are due, and has the others sent when they are. What the server refuses for good is
 * given up at once; what it cannot take now is tried again, later each time.
 */
export async function sendMails(workspaceId: string, signal: AbortSignal): Promise<void> {
  const mailer = openMailer()
  // they wait for a worker that knows the server
  if (!mailer) return
  try {
    for (let mail = await claimMail(workspaceId); mail; mail = await claimMail(workspaceId)) {
      signal.throwIfAborted()
      const goesOn = await sendMail(mailer, workspaceId, mail)
      if (!goesOn) await postponeDue(workspaceId)
      await giveWay()
    }
  } finally {
    mailer.close()
  }
  const { _min } = await prisma.outgoingMail.aggregate({ where: { workspaceId }, _min: { dueAt: true } })
  if (_min.dueAt) await queueMails(workspaceId, _min.dueAt)
}

/** The mail that is due first; of two workers only one gets it. */
async function claimMail(workspaceId: string): Promise<Claimed | null> {
  for (;;) {
    const mail = await prisma.outgoingMail.findFirst({
      where: { workspaceId, dueAt: { lte: new Date() } },
      orderBy: [{ dueAt: 'asc' }, { notificationId: 'asc' }],
      select: { notificationId: true, commentId: true, tries: true, dueAt: true },
    })
    if (!mail) return null
    const { notificationId, commentId, tries, dueAt } = mail
    const { count } = await prisma.outgoingMail.updateMany({
      where: { workspaceId, notificationId, dueAt },
      data: { dueAt: new Date(Date.now() + CLAIM_MS), tries: tries + 1 },
    })
    if (count === 1) return { notificationId, commentId, tries: tries + 1 }
  }
}

/** @returns false when the server takes no mail at all now */
async function sendMail(mailer: Mailer, workspaceId: string, claimed: Claimed): Promise<boolean> {
  const { notificationId, tries } = claimed
  const drop = () => prisma.outgoingMail.deleteMany({ where: { workspaceId, notificationId } })
  const mail = await findMail(workspaceId, claimed)
  if (!mail) {
    await drop()
    return true
  }
  try {
    await mailer.sendMail(toMessage(mail, notificationId))
    await drop()
    return true
  } catch (error) {
    const { code, command, responseCode } = error as Failure
    const isRefused = responseCode !== undefined && (command === 'RCPT TO' || command === 'DATA')
    const isLast = tries >= LIMITS.mailTries || (isRefused && responseCode >= 500)
    log('warn', isLast ? 'a mail is given up' : 'a mail was not sent', { notificationId, tries, code, responseCode })
    if (isLast) await drop()
    else {
      const dueAt = new Date(Date.now() + waitMs(tries))
      const data = { dueAt, error: describeFailure({ code, responseCode }) }
      await prisma.outgoingMail.updateMany({ where: { workspaceId, notificationId }, data })
    }
    return isRefused
  }
}

function describeFailure({ code, responseCode }: Failure): string {
  if (code === 'EAUTH') return 'The mail server did not accept the name and password of this installation.'
  return responseCode === undefined
    ? 'The mail server could not be reached.'
    : `The mail server answered with ${responseCode}.`
}

/** While the server is gone one mail at a time asks for it, not all of them. */
async function postponeDue(workspaceId: string): Promise<void> {
  const now = Date.now()
  await prisma.outgoingMail.updateMany({
    where: { workspaceId, dueAt: { lte: new Date(now) } },
    data: { dueAt: new Date(now + FIRST_WAIT_MS) },
  })
}

function toMessage(mail: NonNullable<Awaited<ReturnType<typeof findMail>>>, notificationId: string) {
  const { workspace, number, moduleId, kind, userId, to } = mail
  const base = publicUrl()
  const { hostname } = new URL(base)
  const token = toUnsubscribeToken({ workspaceId: workspace.id, userId, kind })
  const { subject, text, html } = writeMail(mail, base, token)
  const topic = Buffer.from(number === null ? `module ${moduleId}` : `change ${number}`).toString('hex')
  return {
    ...{ from: env.LOADOUT_MAIL_FROM, to, subject, text, html },
    messageId: `<${notificationId}@${hostname}>`,
    // what is said of one thing stands together
    references: `<${topic}.${workspace.id}@${hostname}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Id': `<${workspace.slug}.${hostname}>`,
      'List-Unsubscribe': `<${base}/api/unsubscribe/${token}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}
