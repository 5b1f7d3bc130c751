import { globSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import { closeDatabase } from '@/lib/db/client'
import { flushChosen } from '@/lib/indexing/usage/record-chosen'
import { SCOPES } from '@/lib/schemas/workspaces/role'
import type { Actor } from '@/lib/services/actor'
import { findServiceImports } from './testing/access/find-service-imports'
import { ACCESS_FIXTURES } from './testing/access/fixtures'
import { createWorld, fingerprint, MARKER, type World } from './testing/access/world'
import { isVerb, type Verb } from './verb'
import * as VERBS from './verbs'

// Every verb is called by those it must refuse. A verb that is not in the list or has no fixture fails, and so does a
// surface that calls something which is not a verb.

// workers of other test files share the queue: a job of this workspace would change what is compared here
vi.mock('@/lib/db/job-queue', async (original) => ({
  ...(await original<typeof import('@/lib/db/job-queue')>()),
  sendJob: async () => null,
}))

// on a slow machine an answer of the fixtures would pass for lost in the middle of a comparison
vi.mock('@/lib/services/answers/settle-lost-answers', () => ({ settleLostAnswers: async () => undefined }))

/** What surfaces may call although it takes no actor: it runs before there is one, or acts on the caller's session. */
const WITHOUT_ACTOR = new Set([
  'signIn',
  'signOut',
  'signOutEverywhere',
  'changePassword',
  'createOwner',
  'acceptInvitation',
  'findOpenInvitation',
  'resetPassword',
  'findResetLink',
  'findSubscription',
  'unsubscribe',
  'isSetupOpen',
  'isSetupTokenNeeded',
  'checkHealth',
  'composeAtStart',
  'startSlot',
  // parts of the adapters themselves
  'verb',
  'findActorByKey',
  'findActorBySession',
  'findHomeWorkspace',
  'limitRequests',
  'parseInput',
  'parseBody',
  'workOnText',
  'canActor',
])

/** Of their own profile a member does these with `compose`. A key has none, and needs `write` for what is somebody else's. */
const OWN_OR_WRITE = new Set([
  'acceptFact',
  'addFact',
  'changeFact',
  'clearInteractions',
  'deleteFact',
  'refuseFact',
  'reopenFact',
])

const verbs = Object.values(VERBS) as Verb<z.ZodType, z.ZodType, unknown[]>[]
let world: World

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(closeDatabase)

async function toText(output: unknown): Promise<string> {
  if (output instanceof ReadableStream) {
    const parts: unknown[] = []
    for await (const part of output) parts.push(part)
    return JSON.stringify(parts)
  }
  const bytes = (_: string, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : typeof value === 'bigint' ? `${value}` : value
  return JSON.stringify(output, bytes) ?? ''
}

const keyWith = (scopes: readonly (typeof SCOPES)[number][]): Actor => ({
  kind: 'apiKey',
  workspaceId: world.workspaceId,
  keyId: 'key',
  name: 'key',
  scopes,
})

describe('the list', () => {
  test('has every verb of the services under its own name', async () => {
    const listed: Record<string, unknown> = { ...VERBS }
    const unlisted: string[] = []
    for (const file of globSync('*/*.ts', { cwd: import.meta.dirname, exclude: ['**/*.test.ts'] })) {
      const [entity, stem] = file.split(/[/.]/)
      const exported: Record<string, unknown> = await import(`./${entity}/${stem}.ts`)
      for (const [name, value] of Object.entries(exported)) {
        if (isVerb(value) && (value.name !== name || listed[name] !== value)) unlisted.push(`${file}: ${name}`)
      }
    }
    expect(unlisted).toEqual([])
    expect(verbs.map(({ name }) => name).toSorted()).toEqual(Object.keys(ACCESS_FIXTURES).toSorted())
  }, 60_000)

  test('has no verb that changes something for who may only read, but what is theirs alone', () => {
    const free = verbs.filter(({ scope, effect }) => scope === 'read' && effect === 'write')
    expect(free.map(({ name }) => name)).toEqual(['markNotifications', 'changeMailSettings', 'leaveWorkspace'])
  })

  test('covers all that pages, actions and routes call', () => {
    const unknown = findServiceImports().filter(({ name }) => !(name in VERBS) && !WITHOUT_ACTOR.has(name))
    expect(unknown).toEqual([])
  })
})

describe.each(verbs.map((verb) => ({ name: verb.name, verb })))('$name', ({ verb }) => {
  const fixture = ACCESS_FIXTURES[verb.name as keyof typeof VERBS]
  const { scope, effect } = verb
  const call = (actor: Actor, input: unknown) => verb(actor, input, ...(fixture.rest?.() ?? []))
  const forbidden = { code: 'FORBIDDEN', data: { scope } }

  test('refuses whoever lacks the scope, and gives the owner what it promises', async () => {
    const input = await fixture.input(world)
    await expect(call(keyWith([]), input)).rejects.toMatchObject(forbidden)
    const others = SCOPES.filter((other) => other !== scope)
    await expect(call(keyWith(others), input)).rejects.toMatchObject(forbidden)
    if (scope !== 'read') await expect(call(world.viewer, input)).rejects.toMatchObject(forbidden)
    if (fixture.ownerFails) return expect(call(world.owner, input)).rejects.toThrow(fixture.ownerFails)
    const output = await call(world.owner, input)
    // parsing drops what the schema does not name
    expect(verb.output.parse(output)).toEqual(output)
    await toText(output)
  })

  test('does all that it does for a key with its scope alone', async () => {
    // what is made for the call belongs to the key, unless only a person can have it
    const owner = { ...world.owner, ...keyWith(SCOPES) } as unknown as World['owner']
    const ofKey = async () => fixture.input({ ...world, owner })
    const input = await ofKey().catch(() => fixture.input(world))
    const outcome = await call(keyWith([scope]), input).then(toText, (error: unknown) => error)
    const lacksScope = { code: 'FORBIDDEN', data: { scope: expect.any(String) } }
    if (OWN_OR_WRITE.has(verb.name)) expect(outcome).toMatchObject({ code: 'FORBIDDEN', data: { scope: 'write' } })
    else expect(outcome).not.toMatchObject(lacksScope)
  })

  const callAsStranger = (input: unknown) =>
    call(world.stranger, input).then(toText, (error: unknown) => {
      expect(error).toMatchObject({ code: expect.stringMatching(/^(NOT_FOUND|FORBIDDEN|CONFLICT)$/) })
      return JSON.stringify([String(error), (error as { data?: unknown }).data])
    })

  test('shows nothing of another workspace, and changes nothing there', async () => {
    const input = await fixture.input(world)
    // statistics are written a moment after the call that they count
    await flushChosen()
    const before = await fingerprint(world.workspaceId)
    const output = await callAsStranger(input)
    await flushChosen()
    expect(output).not.toContain(MARKER)
    expect(output).not.toContain(world.workspaceId)
    expect(await fingerprint(world.workspaceId)).toEqual(before)
    if (effect === 'write') return
    await toText(await call(world.owner, input))
    await flushChosen()
    expect(await fingerprint(world.workspaceId)).toEqual(before)
  })
})
