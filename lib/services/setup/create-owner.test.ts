import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openScratch } from '@/lib/db/testing/open-scratch'

// The set-up is open only while nobody has an account, so it needs a database that no other test writes to.
const scratch = await openScratch()
for (const [name, value] of Object.entries(scratch.env)) vi.stubEnv(name, value)
vi.resetModules()

const { closeDatabase, prisma } = await import('@/lib/db/client')
const { migrate } = await import('@/lib/db/migrations/migrate')
const { findActorBySession } = await import('@/lib/services/auth/find-actor-by-session')
const { signIn } = await import('@/lib/services/auth/sign-in')
const { signOut, signOutEverywhere } = await import('@/lib/services/auth/sign-out')
const { changePassword } = await import('@/lib/services/auth/change-password')
const { createOwner } = await import('./create-owner')
const { createResetLink } = await import('./create-reset-link')
const { isSetupOpen } = await import('./is-setup-open')
const { findResetLink, resetPassword } = await import('./reset-password')
const { createSetupToken, isSetupTokenNeeded } = await import('@/lib/services/auth/secrets/setup-token')

beforeAll(async () => {
  await migrate(scratch.config)
})

afterAll(async () => {
  await closeDatabase()
  await scratch.close()
})

const PASSWORD = 'a long enough password'
const owner = (email: string) => ({ name: 'Ada', email, password: PASSWORD })
const from = (host: string, cookie?: string) => ({
  headers: new Headers({ host, ...(cookie ? { cookie } : {}) }),
  address: '127.0.0.1',
})
const local = from('localhost:3000')
const toCookie = (setCookies: string[]) => setCookies.map((cookie) => cookie.split(';')[0]).join('; ')

describe('the first run', () => {
  test('asks for the one-time token when the page was opened under another name', async () => {
    const refused = { code: 'FORBIDDEN', data: { fields: { token: expect.any(String) } } }
    await expect(createOwner(owner('eve@example.com'), from('loadout.example.com'))).rejects.toMatchObject(refused)
    await createSetupToken()
    const wrong = { ...owner('eve@example.com'), token: 'guess' }
    await expect(createOwner(wrong, from('loadout.example.com'))).rejects.toMatchObject(refused)
    expect(await isSetupOpen()).toBe(true)
  })

  test('asks for it behind a proxy that names this machine in every request', async () => {
    const { env } = await import('@/lib/env')
    for (const [url, isNeeded] of [
      ['https://loadout.example.com', true],
      ['http://localhost:8080', false],
      [undefined, false],
    ] as const) {
      env.LOADOUT_URL = url
      expect(isSetupTokenNeeded('127.0.0.1:3000')).toBe(isNeeded)
    }
  })

  test('refuses a short password and unknown fields by name', async () => {
    const input = { ...owner('ada@example.com'), password: 'short', isAdmin: true }
    await expect(createOwner(input, local)).rejects.toMatchObject({
      code: 'VALIDATION',
      data: { fields: { password: expect.any(String), isAdmin: 'unknown field' } },
    })
  })

  test('of several at once makes one owner, who is signed in', async () => {
    const token = await createSetupToken()
    const results = await Promise.allSettled([
      createOwner(owner('ada@example.com'), local),
      createOwner(owner('bob@example.com'), local),
      createOwner({ ...owner('cyd@example.com'), token }, from('loadout.example.com')),
    ])
    const won = results.filter((result) => result.status === 'fulfilled')
    const lost = results.filter((result) => result.status === 'rejected')
    expect(won).toHaveLength(1)
    for (const { reason } of lost) expect(reason).toMatchObject({ code: 'CONFLICT' })
    expect(await prisma.user.count()).toBe(1)
    expect(await prisma.member.findMany({ select: { role: true } })).toEqual([{ role: 'owner' }])
    const { actor } = await findActorBySession(from('localhost:3000', toCookie(won[0]!.value.setCookies)).headers)
    expect(actor).toMatchObject({ kind: 'user', role: 'owner', name: 'Ada' })
    expect(await isSetupOpen()).toBe(false)
  })

  test('is over afterwards, with a token too', async () => {
    const input = { ...owner('late@example.com'), token: await createSetupToken() }
    await expect(createOwner(input, local)).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('signing in', () => {
  const email = async () => (await prisma.user.findFirstOrThrow()).email

  test('does not tell an unknown e-mail from a wrong password', async () => {
    const wrong = await signIn({ email: await email(), password: 'wrong' }, local).catch((error: Error) => error)
    const unknown = await signIn({ email: 'nobody@example.com', password: PASSWORD }, local).catch((error) => error)
    expect(wrong).toMatchObject({ code: 'UNAUTHORIZED' })
    expect(unknown).toMatchObject({ code: 'UNAUTHORIZED', message: (wrong as Error).message })
  })

  test('out ends the session on the server', async () => {
    const { setCookies } = await signIn({ email: await email(), password: PASSWORD }, local)
    const { headers } = from('localhost:3000', toCookie(setCookies))
    expect((await findActorBySession(headers)).actor).not.toBeNull()
    await signOut(headers)
    expect((await findActorBySession(headers)).actor).toBeNull()
  })

  test('out everywhere ends the sessions of other browsers', async () => {
    const here = await signIn({ email: await email(), password: PASSWORD }, local)
    const there = await signIn({ email: await email(), password: PASSWORD }, local)
    await signOutEverywhere(from('localhost:3000', toCookie(here.setCookies)).headers)
    expect((await findActorBySession(from('localhost:3000', toCookie(there.setCookies)).headers)).actor).toBeNull()
  })

  test('a forged cookie is nobody', async () => {
    const { setCookies } = await signIn({ email: await email(), password: PASSWORD }, local)
    const cookie = toCookie(setCookies).replace(/=(.)/, (_, first) => (first === 'A' ? '=B' : '=A'))
    expect((await findActorBySession(from('localhost:3000', cookie).headers)).actor).toBeNull()
  })

  test('a new password needs the current one, and ends the other sessions', async () => {
    const other = await signIn({ email: await email(), password: PASSWORD }, local)
    const { setCookies } = await signIn({ email: await email(), password: PASSWORD }, local)
    const request = from('localhost:3000', toCookie(setCookies))
    const wrong = { currentPassword: 'not this one', newPassword: 'another long password' }
    await expect(changePassword(wrong, request)).rejects.toMatchObject({
      code: 'VALIDATION',
      data: { fields: { currentPassword: expect.any(String) } },
    })
    const changed = await changePassword({ currentPassword: PASSWORD, newPassword: 'another long password' }, request)
    expect((await findActorBySession(from('x', toCookie(changed.setCookies)).headers)).actor).not.toBeNull()
    expect((await findActorBySession(from('x', toCookie(other.setCookies)).headers)).actor).toBeNull()
  })

  test('a reset link works once', async () => {
    const { path } = await createResetLink({ email: await email() })
    const token = path.slice('/reset/'.length)
    expect(await findResetLink({ token })).toEqual({ email: await email() })
    await resetPassword({ token, password: PASSWORD }, local)
    expect(await findResetLink({ token })).toBeNull()
    await expect(resetPassword({ token, password: 'yet another password' }, local)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await signIn({ email: await email(), password: PASSWORD }, local)
  })

  test('a made-up reset link costs the server nothing', async () => {
    const start = process.cpuUsage()
    for (let i = 0; i < 40; i++) {
      const attempt = resetPassword({ token: `guess-${i}`, password: PASSWORD }, local)
      await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    const { user } = process.cpuUsage(start)
    expect(user).toBeLessThan(1_500_000)
  })

  test('stops after too many attempts, then says when to try again', async () => {
    const attempt = (password: string) => signIn({ email: 'guess@example.com', password }, local)
    for (let i = 0; i < 10; i++) await expect(attempt(`guess ${i}`)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect(attempt('guess 11')).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      data: { retryAfterSeconds: expect.any(Number) },
    })
  })
})
