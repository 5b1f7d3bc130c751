import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { closeDatabase, prisma } from '@/lib/db/client'
import { deriveSecret } from '@/lib/db/secret'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { createTestUser, TEST_PASSWORD } from '@/lib/services/testing/create-test-user'
import { changePassword } from './change-password'
import { findSession } from './find-session'
import { hashSecret } from './secrets/hash-secret'
import { signIn } from './sign-in'
import { signOut, signOutEverywhere } from './sign-out'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let workspaceId: string
beforeAll(async () => {
  workspaceId = (await createTestWorkspace('sessions')).workspaceId
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(closeDatabase)

const request = (cookie?: string) => ({ headers: new Headers(cookie ? { cookie } : {}), address: '127.0.0.1' })
const toCookie = (setCookies: string[]) => setCookies.map((each) => each.split(';')[0]).join('; ')
const tokenOf = (cookie: string) => decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)).split('.')[0] ?? ''

/** The cookie that somebody who knows the secret, too, would make of a token. */
function forgeCookie(cookie: string, token: string): string {
  const signature = createHmac('sha256', deriveSecret('session')).update(token).digest('base64')
  return `${cookie.slice(0, cookie.indexOf('='))}=${encodeURIComponent(`${token}.${signature}`)}`
}

async function signInSomebody() {
  const { userId, email } = await createTestUser(workspaceId, 'editor')
  const start = async () => toCookie((await signIn({ email, password: TEST_PASSWORD }, request())).setCookies)
  return { userId, email, start, cookie: await start() }
}

const find = (cookie: string) => findSession(request(cookie).headers)
const findUser = async (cookie: string) => (await find(cookie)).session?.userId ?? null
const rowsOf = (userId: string) => prisma.session.findMany({ where: { userId } })

test('what is stored of a session signs nobody in, with the secret neither', async () => {
  const { userId, cookie } = await signInSomebody()
  const token = tokenOf(cookie)
  const [row] = await rowsOf(userId)
  expect(JSON.stringify(row)).not.toContain(token)
  expect(row?.tokenHash).toBe(hashSecret(token))
  expect(forgeCookie(cookie, token)).toBe(cookie)
  expect(await findUser(cookie)).toBe(userId)
  expect(await findUser(forgeCookie(cookie, row?.tokenHash ?? ''))).toBeNull()
})

test('a session that is in use is extended under the same token', async () => {
  const { userId, cookie } = await signInSomebody()
  expect((await find(cookie)).setCookies).toEqual([])
  const soon = new Date(Date.now() + 2 * DAY_MS)
  await prisma.session.updateMany({ where: { userId }, data: { expiresAt: soon } })
  const { session, setCookies } = await find(cookie)
  expect(session?.userId).toBe(userId)
  expect(toCookie(setCookies)).toBe(cookie)
  const [row] = await rowsOf(userId)
  expect(row?.expiresAt.getTime()).toBeGreaterThan(soon.getTime() + 20 * DAY_MS)
  expect(row?.tokenHash).toBe(hashSecret(tokenOf(cookie)))
  expect(await findUser(cookie)).toBe(userId)
})

test('a session that cannot be extended for want of room reads on', async () => {
  const { userId, cookie } = await signInSomebody()
  const soon = new Date(Date.now() + 2 * DAY_MS)
  await prisma.session.updateMany({ where: { userId }, data: { expiresAt: soon } })
  const full = Object.assign(new Error('cannot execute UPDATE in a read-only transaction'), { code: '25006' })
  const update = vi.spyOn(prisma.session, 'update').mockRejectedValue(full)
  onTestFinished(() => update.mockRestore())
  expect(await find(cookie)).toMatchObject({ session: { userId }, setCookies: [] })
  expect(update).toHaveBeenCalledOnce()
  update.mockRejectedValue(new Error('of another kind'))
  await expect(find(cookie)).rejects.toThrow()
})

test('signing out ends this session and no other', async () => {
  const { userId, start, cookie } = await signInSomebody()
  const other = await start()
  await signOut(request(cookie).headers)
  expect(await findUser(cookie)).toBeNull()
  expect(await findUser(other)).toBe(userId)
  expect(await rowsOf(userId)).toHaveLength(1)
})

test('signing out everywhere, and a new password, end the others', async () => {
  const { userId, start, cookie } = await signInSomebody()
  const other = await start()
  const passwords = { currentPassword: TEST_PASSWORD, newPassword: `${TEST_PASSWORD} again` }
  const changed = toCookie((await changePassword(passwords, request(cookie))).setCookies)
  expect(await findUser(other)).toBeNull()
  expect(await findUser(cookie)).toBeNull()
  expect(await findUser(changed)).toBe(userId)
  expect(JSON.stringify(await rowsOf(userId))).not.toContain(tokenOf(changed))
  await signOutEverywhere(request(changed).headers)
  expect(await findUser(changed)).toBeNull()
  expect(await rowsOf(userId)).toEqual([])
})

test.each([
  ['an hour back', -HOUR_MS],
  ['a day back', -DAY_MS],
  ['an hour on', HOUR_MS],
  ['a day on', DAY_MS],
])('a clock that jumps %s, and back again, signs nobody out', async (_, jumpMs) => {
  const { userId, cookie } = await signInSomebody()
  const now = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now: now + jumpMs })
  expect(await findUser(cookie)).toBe(userId)
  vi.setSystemTime(now)
  expect(await findUser(cookie)).toBe(userId)
})

test('a session that has expired is over, also when the clock is set back afterwards', async () => {
  const { cookie, userId } = await signInSomebody()
  const now = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now: now + 30 * DAY_MS - HOUR_MS })
  expect((await findSession(request(cookie).headers, { refresh: false })).session?.userId).toBe(userId)
  vi.setSystemTime(now + 30 * DAY_MS + HOUR_MS)
  expect(await findUser(cookie)).toBeNull()
  vi.setSystemTime(now)
  expect(await findUser(cookie)).toBeNull()
})
