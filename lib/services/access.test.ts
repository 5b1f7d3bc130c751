import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { SCOPES } from '@/lib/schemas/role'
import type { Actor } from '@/lib/services/actor'
import { flushChosen } from '@/lib/services/modules/record-chosen'
import { findServiceImports, findVerbs, SERVICES } from './testing/access/find-verbs'
import { ACCESS_FIXTURES, type AccessFixture } from './testing/access/fixtures'
import { createWorld, fingerprint, MARKER, type World } from './testing/access/world'

// Every verb is called by those it must refuse. The list of verbs is read from the folders: a new one without a fixture
// fails, and so does a surface that calls something which is not a verb.

type Verb = (actor: Actor, input: unknown, ...rest: unknown[]) => Promise<unknown>

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
  'isSetupOpen',
  'isSetupTokenNeeded',
  'checkHealth',
  // parts of the adapters themselves
  'findActorByKey',
  'toUnavailable',
  'findActorBySession',
  'findHomeWorkspace',
  'limitRequests',
  'authorize',
  'parseInput',
  'parseBody',
  'workOnText',
  'newId',
  'canActor',
])

const verbs = findVerbs()
let world: World

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(closeDatabase)

async function load(verb: (typeof verbs)[number]): Promise<Verb> {
  const module: Record<string, unknown> = await import(`./${verb.entity}/${verb.file}.ts`)
  return module[verb.name] as Verb
}

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
  test('has every verb exactly once, each with a fixture', () => {
    expect(verbs.length).toBeGreaterThan(50)
    const names = verbs.map((verb) => verb.name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
    expect(names.filter((name) => !ACCESS_FIXTURES[name])).toEqual([])
    expect(Object.keys(ACCESS_FIXTURES).filter((name) => !names.includes(name))).toEqual([])
  })

  test('covers all that pages, actions and routes call', () => {
    const known = new Set(verbs.map((verb) => verb.name))
    const unknown = findServiceImports().filter(
      ({ name, from }) => from.startsWith(SERVICES) && !known.has(name) && !WITHOUT_ACTOR.has(name),
    )
    expect(unknown).toEqual([])
  })
})

describe.each(verbs)('$entity: $name', (verb) => {
  const fixture: AccessFixture | undefined = ACCESS_FIXTURES[verb.name]
  if (!fixture) return

  const call = async (actor: Actor, input: unknown) => (await load(verb))(actor, input, ...(fixture.rest?.() ?? []))
  const forbidden = { code: 'FORBIDDEN', data: { scope: fixture.scope } }

  test('refuses whoever lacks the scope, and lets the owner', async () => {
    const input = await fixture.input(world)
    await expect(call(keyWith([]), input)).rejects.toMatchObject(forbidden)
    const others = SCOPES.filter((scope) => scope !== fixture.scope)
    await expect(call(keyWith(others), input)).rejects.toMatchObject(forbidden)
    if (fixture.scope !== 'read') await expect(call(world.viewer, input)).rejects.toMatchObject(forbidden)
    if (fixture.ownerFails) await expect(call(world.owner, input)).rejects.toThrow(fixture.ownerFails)
    else await toText(await call(world.owner, input))
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
  })
})
