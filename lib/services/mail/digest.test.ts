import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { closeDatabase, prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { startThread } from '@/lib/services/discussion/start-thread'
import { markNotifications } from '@/lib/services/inbox/mark-notifications'
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
  process.env.LOADOUT_SMTP_URL = `smtp://127.0.0.1:${port}`
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
const waiting = () => prisma.outgoingMail.findMany({ where: { workspaceId }, orderBy: { notificationId: 'asc' } })
/** As if all mails that wait had become due. */
async function sendAll() {
  await prisma.outgoingMail.updateMany({ where: { workspaceId }, data: { dueAt: new Date(0) } })
  await sendMails(workspaceId, signal)
}
/** Headers without their folds, and the parts decoded. */
const readMail = (raw = '') =>
  raw
    .replaceAll(/\n[ \t]/g, ' ')
    .replaceAll(/=\n/g, '')
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (code) => Buffer.from(code.replaceAll('=', ''), 'hex').toString())
const comment = (text: string) => startThread(reviewer.actor, { number, text })
const choose = (kinds: object) => changeMailSettings(author.actor, { kinds })

beforeAll(async () => {
  smtp = await startSmtpServer(port)
  workspaceId = (await createTestWorkspace('digest')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  owner = await createTestUser(workspaceId, 'owner')
  reviewer = await createTestUser(workspaceId, 'reviewer')
})

afterAll(async () => {
  stderr.mockRestore()
  await smtp.stop()
  await closeDatabase()
})

beforeEach(async () => {
  stderr.mockReset().mockReturnValue(true)
  await prisma.notification.deleteMany({ where: { workspaceId } })
  author = await createTestUser(workspaceId, 'editor')
  const edits = [{ moduleId: 'herons', source: '# Herons\n\nHerons eat frogs.\n' }]
  number = (await createChangeRequest(author.actor, { title: 'Frogs <b>& co', edits })).number
  smtp.received.length = 0
  queued.length = 0
  smtp.refuse(() => undefined)
})

it('tells in one mail what waits for the day’s, at seven, and others get theirs at once', async () => {
  await choose({ comment: 'daily', mention: 'daily' })
  await comment(`First <one>. @${owner.email}`)
  await comment(`Second. @${author.email}`)
  await comment('Third.')
  await sendAll()
  expect(smtp.received.map(({ to }) => to[0])).toEqual([owner.email])
  const mails = await waiting()
  expect(mails.map(({ isDigest, tries }) => [isDigest, tries])).toEqual([1, 2, 3].map(() => [true, 0]))
  for (const { dueAt } of mails) {
    expect(dueAt.toISOString()).toMatch(/T07:00:00\.000Z$/)
    expect(dueAt.getTime() - Date.now()).toSatisfy((ms: number) => ms > 0 && ms <= 86_400_000)
  }
  expect(queued.at(-1)?.startAfter).toBeGreaterThan(0)
  smtp.received.length = 0
  await sendAll()
  expect(smtp.received.map(({ to }) => to[0])).toEqual([author.email])
  const mail = readMail(smtp.received[0]?.raw)
  expect(mail).toMatch(/^Subject: \[.*\] 3 things of the last day$/m)
  expect(mail.split(`\n#${number} Frogs <b>& co\n`)).toHaveLength(2)
  const said = [/> First <one>/, /mentioned you/, /> Second/, /> Third/].map((part) => mail.search(part))
  expect(said).toEqual(said.toSorted((a, b) => a - b))
  expect(said[0]).toBeGreaterThan(0)
  expect(mail).toContain('First &lt;one&gt;.')
  expect(mail).toContain(`https://loadout.example.com/w/`)
  expect(await waiting()).toEqual([])
  await sendAll()
  expect(smtp.received).toHaveLength(1)
})

it('leaves out what was seen, and is not sent where all was', async () => {
  await choose({ comment: 'daily' })
  await comment('Seen.')
  await sendAll()
  await markNotifications(author.actor, { isAll: true })
  await comment('Not seen.')
  await sendAll()
  await sendAll()
  const mail = readMail(smtp.received[0]?.raw)
  expect(mail).toMatch(/1 thing of the last day/)
  expect(mail).not.toContain('> Seen.')
  await comment('Again.')
  await sendAll()
  await markNotifications(author.actor, { isAll: true })
  await sendAll()
  expect(smtp.received).toHaveLength(1)
  expect(await waiting()).toEqual([])
})

it('is ended kind by kind by its links, and as a whole by the mail program', async () => {
  await choose({ comment: 'daily', mention: 'daily', merged: 'daily' })
  await comment(`One. @${author.email}`)
  await comment('Two.')
  await sendAll()
  await sendAll()
  const mail = readMail(smtp.received[0]?.raw)
  const links = [...mail.matchAll(/^No more of “(.*?)”: https:\/\/\S+\/unsubscribe\/(\S+)$/gm)]
  expect(links.map(([, kind]) => kind)).toEqual(['Somebody mentions you', 'Somebody comments on your change'])
  await unsubscribe({ token: links[0]?.[2] })
  const kinds = async () => (await getMailSettings(author.actor, {})).kinds
  expect(await kinds()).toMatchObject({ mention: 'never', comment: 'daily', merged: 'daily', reply: 'now' })
  const token = /List-Unsubscribe: <\S+\/api\/unsubscribe\/(\S+)>/.exec(mail)?.[1]
  expect(await findSubscription({ token })).toMatchObject({ kind: 'digest', isOn: true })
  await unsubscribe({ token })
  expect(await findSubscription({ token })).toMatchObject({ isOn: false })
  expect(await kinds()).toMatchObject({ mention: 'never', comment: 'never', merged: 'never', reply: 'now' })
  smtp.received.length = 0
  await comment('Three.')
  await sendAll()
  await sendAll()
  expect(smtp.received).toEqual([])
  expect(await choose({ comment: 'now' })).toMatchObject({ kinds: { comment: 'now', mention: 'never' } })
})

it('is tried again as a whole, and sent once by several workers', async () => {
  await choose({ comment: 'daily' })
  for (const text of ['One.', 'Two.']) await comment(text)
  await sendAll()
  smtp.refuse((command) => (command.startsWith('RCPT') ? '450 try later' : undefined))
  await sendAll()
  const mails = await waiting()
  expect(mails.map(({ tries, error }) => [tries, error])).toEqual(
    [1, 2].map(() => [1, 'The mail server answered with 450.']),
  )
  expect(mails.every(({ dueAt }) => dueAt.getTime() > Date.now())).toBe(true)
  smtp.refuse(() => undefined)
  await prisma.outgoingMail.updateMany({ where: { workspaceId }, data: { dueAt: new Date(0) } })
  await Promise.all([1, 2, 3].map(() => sendMails(workspaceId, signal)))
  const told = smtp.received.flatMap(({ raw }) => readMail(raw).match(/> (?:One|Two)\./g) ?? [])
  expect(told.toSorted()).toEqual(['> One.', '> Two.'])
  expect(await waiting()).toEqual([])
})

it('tells so much, and how much more there is', async () => {
  await choose({ comment: 'daily' })
  for (let i = 0; i <= LIMITS.digestItems; i++) await comment(`${'x'.repeat(LIMITS.digestQuoteLength)}y${i}`)
  await sendAll()
  await sendAll()
  const mail = readMail(smtp.received[0]?.raw)
  expect(mail).toContain('1 more stands in your inbox.')
  expect(mail).not.toMatch(/x{9}y/)
  expect(mail.match(/^- /gm)).toHaveLength(LIMITS.digestItems)
})
