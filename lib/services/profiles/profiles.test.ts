import { beforeAll, expect, it } from 'vitest'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { createProfile } from './create-profile'
import { deleteProfile } from './delete-profile'
import { getProfile } from './get-profile'
import { listProfiles } from './list-profiles'
import { updateProfile } from './update-profile'

let actor: Actor
beforeAll(async () => {
  actor = (await createTestWorkspace('profiles')).actor
})

const role = { key: 'role', value: 'engineer' }
const team = {
  key: 'team',
  value: 'platform',
  source: 'inferred',
  confidence: 0.7,
  expiresOn: '2030-01-31',
  isStatic: true,
}

it('keeps facts as they were given, with defaults filled in', async () => {
  const created = await createProfile(actor, { id: 'ada', name: 'Ada', facts: [role, team] })
  expect(created.facts).toMatchObject([
    { ...role, source: 'explicit', confidence: 1, expiresOn: null, isStatic: false },
    team,
  ])
  expect(await getProfile(actor, { id: 'ada' })).toEqual(created)
  await expect(createProfile(actor, { id: 'ada', name: 'Another' })).rejects.toMatchObject({ code: 'CONFLICT' })
})

it('gives a changed fact a new id and leaves the others theirs', async () => {
  const before = await getProfile(actor, { id: 'ada' })
  const after = await updateProfile(actor, { id: 'ada', facts: [{ ...role, value: 'manager' }, team] })
  expect(after.name).toBe('Ada')
  const idOf = (profile: typeof before, key: string) => profile.facts.find((fact) => fact.key === key)?.id
  expect(idOf(after, 'team')).toBe(idOf(before, 'team'))
  expect(idOf(after, 'role')).not.toBe(idOf(before, 'role'))
  expect((await updateProfile(actor, { id: 'ada', name: 'Ada L.' })).facts).toEqual(after.facts)
  expect((await updateProfile(actor, { id: 'ada', facts: [] })).facts).toEqual([])
})

it('lists by id, searches, and deletes', async () => {
  for (const id of ['carl', 'bob']) await createProfile(actor, { id, name: id.toUpperCase() })
  const page = await listProfiles(actor, { limit: 2 })
  expect([page.items.map(({ id }) => id), page.total]).toEqual([['ada', 'bob'], 3])
  expect((await listProfiles(actor, { cursor: page.nextCursor })).items.map(({ id }) => id)).toEqual(['carl'])
  expect((await listProfiles(actor, { q: '_' })).items).toEqual([])
  expect((await listProfiles(actor, { q: 'aR' })).items.map(({ id }) => id)).toEqual(['carl'])
  await deleteProfile(actor, { id: 'carl' })
  for (const verb of [getProfile, deleteProfile]) {
    await expect(verb(actor, { id: 'carl' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
})

it.each([
  [{ name: '' }, 'name'],
  [{ name: 'X', facts: [{ key: 'a', value: 'b', confidence: 2 }] }, 'facts.0.confidence'],
  [{ name: 'X', facts: [{ key: 'a', value: 'b', expiresOn: 'tomorrow' }] }, 'facts.0.expiresOn'],
  [{ name: 'X', id: 'a b' }, 'id'],
])('names the field that is wrong: %j', async (input, field) => {
  await expect(createProfile(actor, input)).rejects.toMatchObject({
    code: 'VALIDATION',
    data: { fields: { [field]: expect.any(String) } },
  })
})
