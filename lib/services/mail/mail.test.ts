import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDatabase, prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import { askForReview } from '@/lib/services/change-requests/ask-for-review'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { deleteComment } from '@/lib/services/discussion/delete-comment'
import { startThread } from '@/lib/services/discussion/start-thread'
import { markNotifications } from '@/lib/services/inbox/mark-notifications'
import { removeMember } from '@/lib/services/members/remove-member'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { changeMailSettings } from './change-mail-settings'
import { getMailSettings } from './get-mail-settings'
import { sendMails } from './send-mails'
import { startSmtpServer } from './testing/smtp-server'
import { findSubscription, unsubscribe } from './unsubscribe'

const { port, queued } = await vi.hoisted(async () => {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise((done) => server.close(done))
  // read by lib/env when it is loaded, below
  process.env.LOADOUT_SMTP_URL = `smtp://loadout:open%20sesame@127.0.0.1:${port}`
  process.env.LOADOUT_MAIL_FROM = 'Loadout <loadout@example.com>'
  process.env.LOADOUT_URL = 'https://loadout.example.com'
  return { port, queued: [] as { name: string; startAfter?: number }[] }
})
// no worker runs here: the tests do the jobs themselves
vi.mock('@/lib/db/job-queue', async (original) => ({
  ...(await original<typeof import('@/lib/db/job-queue')>()),
  sendJob: async ({ name }: { name: string }, { startAfter }: { startAfter?: number }) => {
    queued.push({ name, startAfter })
    return name
  },
}))

type TestUser = Awaited<ReturnType<typeof createTestUser>>
let smtp: Awaited<ReturnType<typeof startSmtpServer>>
let workspaceId: string
let owner: TestUser
let author: TestUser
let reviewer: TestUser
let number: number
const stderr = vi.spyOn(process.stderr, 'write')

const { signal } = new AbortController()
/** As if all mails that wait had become due. */
async function sendAll() {
  await prisma.outgoingMail.updateMany({ where: { workspaceId }, data: { dueAt: new Date(0) } })
  await sendMails(workspaceId, signal)
}
const waiting = () => prisma.outgoingMail.findMany({ where: { workspaceId } })
/** Headers without their folds, and the parts decoded. */
const readMail = (raw: string) =>
  raw
    .replaceAll(/\n[ \t]/g, ' ')
    .replaceAll(/=\n/g, '')
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (code) => Buffer.from(code.replaceAll('=', ''), 'hex').toString())
const comment = (text: string, by = reviewer) => startThread(by.actor, { number, text })
const sentTo = () => smtp.received.map(({ to }) => to[0])

beforeAll(async () => {
  smtp = await startSmtpServer(port)
  workspaceId = (await createTestWorkspace('mail')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  owner = await createTestUser(workspaceId, 'owner')
  author = await createTestUser(workspaceId, 'editor')
})

afterAll(async () => {
  stderr.mockRestore()
  await smtp.stop()
  await closeDatabase()
})

beforeEach(async () => {
  stderr.mockReset().mockReturnValue(true)
  reviewer = await createTestUser(workspaceId, 'reviewer')
  await prisma.notification.deleteMany({ where: { workspaceId } })
  await prisma.mailSettings.deleteMany({ where: { workspaceId } })
  const edits = [{ moduleId: 'herons', source: '# Herons\n\nHerons eat frogs.\n' }]
  number = (await createChangeRequest(author.actor, { title: 'Frogs <b>& co', edits })).number
  smtp.received.length = 0
  smtp.commands.length = 0
  queued.length = 0
  smtp.refuse(() => undefined)
})

describe('a mail', () => {
  it('says what happened and where, in text and HTML, and is sent once', async () => {
    await comment('Why <frogs>?\n.\nReally.')
    await sendAll()
    await sendAll()
    expect(smtp.received).toHaveLength(1)
    const [{ from, to, raw } = { from: '', to: [], raw: '' }] = smtp.received
    expect({ from, to }).toEqual({ from: expect.stringContaining('<loadout@example.com>'), to: [author.email] })
    const mail = readMail(raw)
    expect(mail).toMatch(/^Subject: \[.*\] #\d+ Frogs <b>& co$/m)
    expect(mail).toContain('From: Loadout <loadout@example.com>')
    expect(mail).toContain('> Why <frogs>?\n> .\n> Really.')
    expect(mail).toContain('Why &lt;frogs&gt;?')
    expect(mail).toContain(`<strong>#${number} Frogs &lt;b&gt;&amp; co</strong>`)
    expect(mail).toMatch(/Open it: https:\/\/loadout\.example\.com\/w\/.*\/changes\/\d+\?tab=discussion&thread=thread_/)
    expect(mail).toMatch(/^Message-ID: <note_\w+@loadout\.example\.com>$/m)
    expect(mail).toMatch(/^Auto-Submitted: auto-generated$/m)
    expect(smtp.commands).toContain(`AUTH PLAIN ${Buffer.from('\0loadout\0open sesame').toString('base64')}`)
    expect(await waiting()).toEqual([])
  })

  it('waits half a minute, so that what is seen by then is not sent', async () => {
    await comment('Seen?')
    await sendMails(workspaceId, signal)
    expect(smtp.received).toEqual([])
    expect(queued.at(-1)).toMatchObject({ name: 'send-mails', startAfter: expect.toSatisfy((s) => s > 20 && s <= 30) })
    await markNotifications(author.actor, { isAll: true })
    await sendAll()
    expect(smtp.received).toEqual([])
    expect(await waiting()).toEqual([])
  })

  it('is not sent to who left, and does not quote what was deleted meanwhile', async () => {
    const { id: threadId, comments } = await comment(`@${owner.email}, the word is heron.`)
    await askForReview(author.actor, { number, userIds: [reviewer.userId] })
    await deleteComment(reviewer.actor, { threadId, commentId: comments[0]!.id })
    await removeMember(owner.actor, { userId: reviewer.userId })
    await sendAll()
    expect(smtp.received).toEqual([])
    const other = await createTestUser((await createTestWorkspace('mail')).workspaceId, 'editor')
    await comment(`@${other.email}, look.`, owner)
    await sendAll()
    expect(sentTo()).toEqual([author.email])
  })

  it('is not sent when it has waited for more than two days', async () => {
    await comment('Old.')
    await comment('New.')
    const [first] = await prisma.notification.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } })
    await prisma.member.updateMany({ where: { organizationId: workspaceId }, data: { createdAt: new Date(0) } })
    const createdAt = new Date(Date.now() - 49 * 3_600_000)
    await prisma.notification.updateMany({ where: { workspaceId, id: first!.id }, data: { createdAt } })
    await sendAll()
    expect(smtp.received.map(({ raw }) => /> (Old|New)\./.exec(raw)?.[1])).toEqual(['New'])
    expect(await waiting()).toEqual([])
  })

  it('quotes a long comment in part, and says so', async () => {
    await comment('😀'.repeat(LIMITS.mailQuoteLength))
    await sendAll()
    const [, text = ''] = /text\/plain.*?base64\n\n(.*?)\n--/s.exec(smtp.received[0]?.raw ?? '') ?? []
    const mail = Buffer.from(text, 'base64').toString()
    expect(mail).toContain('\n> [The rest stands where it was said.]\n')
    expect(mail.match(/😀/gu)).toHaveLength(LIMITS.mailQuoteLength / 2)
    expect(mail).not.toContain('\uFFFD')
  })
})

describe('what the mail server refuses', () => {
  it('is tried again later and later when it is for now, and then given up', async () => {
    await comment('Later?')
    smtp.refuse((command) => (command.startsWith('RCPT') ? '450 try later' : undefined))
    const waits: number[] = []
    for (let tries = 1; tries <= LIMITS.mailTries; tries++) {
      await sendAll()
      const [mail] = await waiting()
      if (mail) waits.push(Math.round((mail.dueAt.getTime() - Date.now()) / 60_000))
    }
    expect(waits).toEqual([1, 4, 16, 64, 256, 360, 360, 360])
    expect(queued.map(({ startAfter = 0 }) => Math.round(startAfter / 60))).toEqual(expect.arrayContaining(waits))
    expect(await waiting()).toEqual([])
    expect(smtp.received).toEqual([])
  })

  it('says so to whom it is for, and comes when the server takes it', async () => {
    await comment('Later?')
    smtp.refuse((command) => (command === '.' ? '451 disk full' : undefined))
    await sendAll()
    expect((await getMailSettings(author.actor, {})).problem).toBe('The mail server answered with 451.')
    expect((await getMailSettings(owner.actor, {})).problem).toBeNull()
    smtp.refuse(() => undefined)
    await sendAll()
    expect(sentTo()).toEqual([author.email])
    expect((await getMailSettings(author.actor, {})).problem).toBeNull()
  })

  it('for good is given up at once, and keeps nothing else', async () => {
    await comment(`Nobody? @${owner.email}`)
    smtp.refuse((command) => (command.includes(author.email) ? '550 no such user' : undefined))
    await sendAll()
    expect(sentTo()).toEqual([owner.email])
    expect(await waiting()).toEqual([])
  })

  it.each([
    ['a server that hangs up', (command: string) => (command.startsWith('EHLO') ? '' : undefined), /not be reached/],
    ['a wrong password', (command: string) => (command.startsWith('AUTH') ? '535 no' : undefined), /did not accept/],
  ])('%s is asked once for all, and loses nothing', async (_, refusal, problem) => {
    await comment(`One. @${owner.email}`)
    await comment('Two.')
    smtp.refuse(refusal)
    await sendAll()
    const mails = await waiting()
    expect(mails.map(({ tries }) => tries).toSorted()).toEqual([0, 0, 1])
    expect(mails.every(({ dueAt }) => dueAt.getTime() > Date.now())).toBe(true)
    expect(mails.find(({ tries }) => tries === 1)?.error).toMatch(problem)
    const said = stderr.mock.calls.join('')
    expect(said).toContain('a mail was not sent')
    expect(said).not.toMatch(/sesame|@example/)
    smtp.refuse(() => undefined)
    await sendAll()
    expect(smtp.received).toHaveLength(3)
  })

  it('of two workers only one sends a mail', async () => {
    await comment('Once.')
    await prisma.outgoingMail.updateMany({ where: { workspaceId }, data: { dueAt: new Date(0) } })
    await Promise.all([1, 2, 3].map(() => sendMails(workspaceId, signal)))
    expect(smtp.received).toHaveLength(1)
  })
})

describe('mails of a kind', () => {
  const linkIn = (raw: string) => /List-Unsubscribe: <(.*?)>/.exec(readMail(raw))?.[1] ?? ''
  const tokenIn = (raw: string) => linkIn(raw).split('/').at(-1) ?? ''

  it('end by the link in one, for that person alone, and come back by the settings', async () => {
    await comment(`One. @${owner.email}`)
    await sendAll()
    const { raw = '' } = smtp.received.find(({ to }) => to[0] === author.email) ?? {}
    expect(linkIn(raw)).toMatch(/^https:\/\/loadout\.example\.com\/api\/unsubscribe\/[\w.-]+$/)
    expect(readMail(raw)).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
    const token = tokenIn(raw)
    expect(await findSubscription({ token })).toMatchObject({ kind: 'comment', isOn: true })
    await Promise.all([unsubscribe({ token }), unsubscribe({ token })])
    expect(await findSubscription({ token })).toMatchObject({ isOn: false })
    expect((await getMailSettings(author.actor, {})).kinds).toMatchObject({ comment: 'never', mention: 'now' })
    smtp.received.length = 0
    await comment(`Two. @${owner.email}`)
    await sendAll()
    expect(sentTo()).toEqual([owner.email])
    const { kinds } = await changeMailSettings(author.actor, { kinds: { comment: 'now', closed: 'never' } })
    expect(kinds).toMatchObject({ comment: 'now', closed: 'never', mention: 'now' })
    await comment('Three.')
    await sendAll()
    expect(sentTo()).toEqual([owner.email, author.email])
  })

  it('end by no link that is not signed here, and by none of who left', async () => {
    await comment('One.', owner)
    await sendAll()
    const token = tokenIn(smtp.received[0]?.raw ?? '')
    const [payload = '', signature = ''] = token.split('.')
    const forged = Buffer.from(JSON.stringify([workspaceId, owner.userId, 'mention'])).toString('base64url')
    for (const wrong of [`${forged}.${signature}`, payload, `${payload}.`, `${token}.x`, 'x', '.']) {
      expect(await findSubscription({ token: wrong })).toBeNull()
      await expect(unsubscribe({ token: wrong })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await prisma.member.delete({
      where: { organizationId_userId: { organizationId: workspaceId, userId: author.userId } },
    })
    await expect(unsubscribe({ token })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await prisma.mailSettings.count({ where: { workspaceId } })).toBe(0)
  })

  it('are a person’s to choose', async () => {
    const key = { kind: 'apiKey', workspaceId, keyId: 'k', name: 'k', scopes: ['read'] } as const
    await expect(getMailSettings(key, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const nothing = changeMailSettings(owner.actor, { kinds: {} })
    await expect(nothing).rejects.toMatchObject({ code: 'VALIDATION' })
    expect(JSON.stringify(await getMailSettings(owner.actor, {}))).not.toContain('sesame')
  })
})
