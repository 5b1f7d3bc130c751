import { globSync } from 'node:fs'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { ActionResult } from '@/lib/schemas/error'
import { workspacePath } from '@/lib/schemas/workspaces/workspace-path'
import type { Actor } from '@/lib/services/actor'
import { limitRequests } from '@/lib/services/auth/limits/rate-limits'
import { startSession } from '@/lib/services/auth/sign-in'
import { fingerprint } from '@/lib/services/testing/access/world'
import { createTestUser, TEST_PASSWORD } from '@/lib/services/testing/create-test-user'

// Every server action is called as a browser calls it: without a workspace, in one of others, and with input of no shape.

type Action = (...args: unknown[]) => Promise<ActionResult<unknown>>

let sent = new Headers()
vi.mock('next/headers', () => ({ headers: async () => sent, cookies: async () => ({ set: () => undefined }) }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))

/** They act on the account of whoever sends them, or what a signed link names, in no workspace that a page shows. */
const OF_A_PERSON = new Set([
  'signInAction',
  'createOwnerAction',
  'acceptInvitationAction',
  'resetPasswordAction',
  'changePasswordAction',
  'signOutAction',
  'signOutEverywhereAction',
  'unsubscribeAction',
])
const WITHOUT_INPUT = new Set(['signOutAction', 'signOutEverywhereAction'])

const files = globSync('app/**/actions.ts')
const actions: { name: string; file: string; run: Action }[] = []
for (const file of files) {
  const exported = Object.entries((await import(`../../${file}`)) as Record<string, Action>)
  for (const [name, run] of exported) actions.push({ name, file, run })
}
const ofWorkspaces = actions.filter(({ name }) => !OF_A_PERSON.has(name))

let mine: { workspaceId: string; slug: string }
let foreign: { workspaceId: string; slug: string }
let cookie: string
/** Somebody who has made all requests of this minute. */
let tired: { actor: Actor; cookie: string }
let before: Record<string, string>[]

async function slugOf(label: string) {
  const { workspaceId, slug } = await createTestWorkspace(label)
  return { workspaceId, slug }
}

async function signInAs(email: string): Promise<string> {
  const request = { headers: new Headers(), address: 'actions' }
  const { setCookies } = await startSession({ email, password: TEST_PASSWORD }, request)
  return setCookies.map((header) => header.split(';')[0]).join('; ')
}

const fingerprints = () => Promise.all([mine, foreign].map(({ workspaceId }) => fingerprint(workspaceId)))

beforeAll(async () => {
  mine = await slugOf('actions-mine')
  foreign = await slugOf('actions-foreign')
  await createTestUser(foreign.workspaceId, 'owner')
  cookie = await signInAs((await createTestUser(mine.workspaceId, 'owner')).email)
  const { actor, email } = await createTestUser(mine.workspaceId, 'owner')
  tired = { actor, cookie: await signInAs(email) }
  before = await fingerprints()
}, 60_000)

/** What a page sends that shows this workspace. */
function showing(slug: string, extra: Record<string, string> = {}) {
  const host = 'localhost:3000'
  const path = workspacePath(slug, '/modules')
  sent = new Headers({ host, origin: `http://${host}`, cookie, 'x-loadout-path': path, ...extra })
}

const codeOf = (result: ActionResult<unknown>) => (result.ok ? 'OK' : result.error.code)

test('all files of actions are read, and each name in the list exists', () => {
  expect(files.length).toBeGreaterThan(10)
  expect(ofWorkspaces.length).toBeGreaterThan(30)
  const names = new Set(actions.map(({ name }) => name))
  expect([...OF_A_PERSON].filter((name) => !names.has(name))).toEqual([])
})

describe.each(ofWorkspaces)('$file: $name', ({ run }) => {
  test('refuses to run without a workspace, in one of others, and in another than its page shows', async () => {
    showing(mine.slug)
    for (const named of [undefined, null, '', 7, ['a'], { slug: mine.slug }]) {
      expect(codeOf(await run(named, {}))).toBe('VALIDATION')
    }
    expect(codeOf(await run({}))).toBe('VALIDATION')
    expect(codeOf(await run(foreign.slug, {}))).toBe('CONFLICT')
    showing(foreign.slug)
    expect(codeOf(await run(mine.slug, {}))).toBe('CONFLICT')
    expect(codeOf(await run(foreign.slug, {}))).toBe('FORBIDDEN')
    showing('no-such-workspace')
    expect(codeOf(await run('no-such-workspace', {}))).toBe('FORBIDDEN')
  })

  test('counts among the requests of a person', async () => {
    showing(mine.slug, { cookie: tired.cookie })
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now())
    expect(() => {
      for (;;) limitRequests(tired.actor)
    }).toThrow('Too many requests')
    expect(codeOf(await run(mine.slug, {}))).toBe('LIMIT_EXCEEDED')
    clock.mockRestore()
  })
})

describe.each(actions)('$file: $name', ({ name, run }) => {
  test('is for requests of this site, whatever a proxy lets through', async () => {
    const call = () => (OF_A_PERSON.has(name) ? run({}) : run(mine.slug, {}))
    const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
    for (const extra of [{}, forwarded, { ...forwarded, forwarded: 'host=evil.example' }]) {
      for (const origin of ['https://evil.example', 'null', 'http://localhost:3000.evil.example']) {
        showing(mine.slug, { origin, ...extra })
        expect(codeOf(await call()), origin).toBe('FORBIDDEN')
      }
      sent.delete('origin')
      expect(codeOf(await call())).toBe('FORBIDDEN')
    }
  })
})

describe.each(actions.filter(({ name }) => !WITHOUT_INPUT.has(name)))('$file: $name', ({ name, run }) => {
  test.each([[[]], [[null]], [null], [undefined], [5], ['text'], [{ unknown: 1 }]])(
    'given %j, says so',
    async (input) => {
      showing(mine.slug)
      const result = await (OF_A_PERSON.has(name) ? run(input) : run(mine.slug, input))
      expect(codeOf(result)).toBe('VALIDATION')
    },
  )
})

test('nothing of all that was written', async () => {
  expect(await fingerprints()).toEqual(before)
})
