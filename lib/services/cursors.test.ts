import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { closeDatabase } from '@/lib/db/client'
import { ACCESS_FIXTURES } from './testing/access/fixtures'
import { createWorld, type World } from './testing/access/world'
import { isVerb } from './verb'
import * as VERBS from './verbs'

/** Any id that a profile could have is a place in their list. */
const ANYWHERE = ['listProfiles']

const paged = Object.values(VERBS).filter((verb) => {
  if (!isVerb(verb) || ANYWHERE.includes(verb.name)) return false
  const schema = z.toJSONSchema(verb.input, { io: 'input', unrepresentable: 'any' })
  return Object.hasOwn(schema.properties ?? {}, 'cursor')
})

let world: World

beforeAll(async () => {
  world = await createWorld()
}, 120_000)

afterAll(closeDatabase)

it('finds the lists that have pages', () => {
  expect(paged.map(({ name }) => name)).toEqual(expect.arrayContaining(['listModules', 'listImports', 'listThreads']))
})

describe.each(paged.map((verb) => ({ name: verb.name, verb })))('$name', ({ name, verb }) => {
  it.each(['nonsense', '~', 'zzz_01', '%', '9'.repeat(30)])('refuses %j as a cursor', async (cursor) => {
    const input = { ...((await ACCESS_FIXTURES[name as keyof typeof VERBS].input(world)) as object), cursor }
    const call = verb as (actor: World['owner'], input: unknown) => Promise<unknown>
    await expect(call(world.owner, input)).rejects.toMatchObject({
      code: 'VALIDATION',
      data: { fields: { cursor: expect.any(String) } },
    })
  })
})
