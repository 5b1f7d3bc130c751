import { prisma } from '@/lib/db/client'
import { env, publicUrl } from '@/lib/env'
import { giveWay } from '@/lib/give-way'
import { log } from '@/lib/log'
import { DIGEST_HOUR, type Subscription } from '@/lib/schemas/changes/mail'
import { LIMITS } from '@/lib/schemas/limits'
import { queueMails } from '@/lib/services/inbox/notices/queue-mails'
import { type FoundMail, findMail } from './delivery/find-mail'
import { type Mailer, openMailer } from './delivery/open-mailer'
import { toUnsubscribeToken } from './delivery/unsubscribe-token'
import { writeDigest } from './delivery/write-digest'
import { writeMail } from './delivery/write-mail'

/** A mail whose process ended while it was sent is tried again after this long; it has the same Message-ID. */
const CLAIM_MS = 10 * 60_000
const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 6 * 3_600_000
/** Fourfold from one to the next: 1, 4, 16 and 64 minutes, then 4 hours, then 6. */
const waitMs = (tries: number) => Math.min(FIRST_WAIT_MS * 4 ** (tries - 1), LONGEST_WAIT_MS)

type Claimed = { notificationId: string; tries: number; isDigest: boolean }
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
      select: { notificationId: true, tries: true, dueAt: true, isDigest: true },
    })
    if (!mail) return null
    const { notificationId, tries, dueAt, isDigest } = mail
    const { count } = await prisma.outgoingMail.updateMany({
      where: { workspaceId, notificationId, dueAt },
      data: { dueAt: new Date(Date.now() + CLAIM_MS), tries: tries + 1 },
    })
    if (count === 1) return { notificationId, tries: tries + 1, isDigest }
  }
}

/** @returns false when the server takes no mail at all now */
async function sendMail(mailer: Mailer, workspaceId: string, claimed: Claimed): Promise<boolean> {
  const { notificationId } = claimed
  const mail = await findMail(workspaceId, notificationId)
  if (!mail) {
    await dropMails(workspaceId, [notificationId])
    return true
  }
  if (claimed.isDigest) return sendDigest(mailer, workspaceId, { claimed, mail })
  if (mail.isDaily) {
    const data = { isDigest: true, dueAt: nextDigest(mail.createdAt), tries: 0 }
    await prisma.outgoingMail.updateMany({ where: { workspaceId, notificationId }, data })
    return true
  }
  return send(mailer, workspaceId, { claimed: [claimed], message: toMessage(mail, notificationId) })
}

/** The first time after a moment at which days' mails are sent. */
function nextDigest(after: Date): Date {
  const next = new Date(after)
  next.setUTCHours(DIGEST_HOUR, 0, 0, 0)
  if (next <= after) next.setUTCDate(next.getUTCDate() + 1)
  return next
}

/** Everything of a person that waits for the day's mail and is due, in one. */
async function sendDigest(
  mailer: Mailer,
  workspaceId: string,
  { claimed, mail }: { claimed: Claimed; mail: FoundMail },
): Promise<boolean> {
  const others = await prisma.outgoingMail.updateManyAndReturn({
    where: { workspaceId, isDigest: true, dueAt: { lte: new Date() }, notification: { userId: mail.userId } },
    data: { dueAt: new Date(Date.now() + CLAIM_MS), tries: { increment: 1 } },
    select: { notificationId: true, tries: true, isDigest: true },
  })
  const found = [{ claimed, mail }]
  for (const other of others) {
    const told = await findMail(workspaceId, other.notificationId)
    if (told) found.push({ claimed: other, mail: told })
    else await dropMails(workspaceId, [other.notificationId])
  }
  found.sort((a, b) => a.mail.createdAt.getTime() - b.mail.createdAt.getTime())
  const message = toDigest(
    found.map((each) => each.mail),
    claimed.notificationId,
  )
  return send(mailer, workspaceId, { claimed: found.map((each) => each.claimed), message })
}

type Message = ReturnType<typeof toMessage>

/** @param claimed what the message tells: the first one has been tried as often as the message */
async function send(
  mailer: Mailer,
  workspaceId: string,
  { claimed, message }: { claimed: Claimed[]; message: Message },
): Promise<boolean> {
  const ids = claimed.map(({ notificationId }) => notificationId)
  const tries = Math.max(...claimed.map((each) => each.tries))
  try {
    await mailer.sendMail(message)
    await dropMails(workspaceId, ids)
    return true
  } catch (error) {
    const { code, command, responseCode } = error as Failure
    const isRefused = responseCode !== undefined && (command === 'RCPT TO' || command === 'DATA')
    const isLast = tries >= LIMITS.mailTries || (isRefused && responseCode >= 500)
    const told = { notificationId: ids[0], tries, code, responseCode }
    log('warn', isLast ? 'a mail is given up' : 'a mail was not sent', told)
    if (isLast) await dropMails(workspaceId, ids)
    else {
      const dueAt = new Date(Date.now() + waitMs(tries))
      const data = { dueAt, error: describeFailure({ code, responseCode }) }
      await prisma.outgoingMail.updateMany({ where: { workspaceId, notificationId: { in: ids } }, data })
    }
    return isRefused
  }
}

async function dropMails(workspaceId: string, ids: string[]): Promise<void> {
  await prisma.outgoingMail.deleteMany({ where: { workspaceId, notificationId: { in: ids } } })
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

function toMessage(mail: FoundMail, notificationId: string) {
  const { workspace, number, moduleId, kind, userId, to } = mail
  const base = publicUrl()
  const token = toUnsubscribeToken({ workspaceId: workspace.id, userId, kind })
  const { subject, text, html } = writeMail(mail, base, token)
  const topic = Buffer.from(number === null ? `module ${moduleId}` : `change ${number}`).toString('hex')
  return toEnvelope(workspace, { id: notificationId, topic, token, content: { to, subject, text, html } })
}

/** @param mails of one person */
function toDigest(mails: FoundMail[], notificationId: string) {
  const { workspace, userId, to } = mails[0]!
  const tokenOf = (kind: Subscription['kind']) => toUnsubscribeToken({ workspaceId: workspace.id, userId, kind })
  const { subject, text, html } = writeDigest(mails, { base: publicUrl(), tokenOf })
  const content = { to, subject, text, html }
  return toEnvelope(workspace, { id: notificationId, topic: 'digest', token: tokenOf('digest'), content })
}

type Content = { to: FoundMail['to']; subject: string; text: string; html: string }

function toEnvelope(
  workspace: FoundMail['workspace'],
  { id, topic, token, content }: { id: string; topic: string; token: string; content: Content },
) {
  const base = publicUrl()
  const { hostname } = new URL(base)
  return {
    ...{ from: env.LOADOUT_MAIL_FROM, ...content },
    messageId: `<${id}@${hostname}>`,
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
