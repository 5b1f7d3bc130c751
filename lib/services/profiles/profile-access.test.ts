import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { findQueryPatterns } from '@/lib/indexing/patterns/find-query-patterns'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { getComposition } from '@/lib/services/compose/get-composition'
import { listCompositions } from '@/lib/services/compose/list-compositions'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { previewEffect } from '@/lib/services/effect/preview-effect'
import { importModules } from '@/lib/services/imports/import-modules'
import { getContextReport } from '@/lib/services/insights/get-context-report'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { listQueryPatterns } from '@/lib/services/query-templates/list-query-patterns'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { addFact } from './add-fact'
import { beginOwnProfile } from './begin-own-profile'
import { changeOwnProfile } from './change-own-profile'
import { createProfile } from './create-profile'
import { deleteOwnProfile } from './delete-own-profile'
import { exportProfile } from './export-profile'
import { getOwnProfile } from './get-own-profile'
import { getProfile } from './get-profile'
import { listProfiles } from './list-profiles'

let ada: Actor
let bob: Actor
let admin: Actor
let program: Actor

beforeAll(async () => {
  const { workspaceId } = (await createTestWorkspace('profile-access')).actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  ada = (await createTestUser(workspaceId, 'reviewer')).actor
  bob = (await createTestUser(workspaceId, 'editor')).actor
  admin = (await createTestUser(workspaceId, 'admin')).actor
  program = { kind: 'apiKey', workspaceId, keyId: 'k', name: 'k', scopes: ['read', 'compose', 'write'] }
})

it('shows a member’s own profile to them and to admins, and an end user’s to all who may read', async () => {
  expect(await getOwnProfile(ada, {})).toEqual({ profile: null })
  const own = await beginOwnProfile(ada, {})
  expect(await beginOwnProfile(ada, {})).toEqual(own)
  expect(own).toMatchObject({ isOwn: true, isPersonal: true })
  await addFact(ada, { id: own.id, key: 'role', value: 'nurse' })
  const guest = await createProfile(bob, { name: 'Guest' })

  const seenBy = async (actor: Actor) => (await listProfiles(actor, {})).items.map(({ id }) => id).toSorted()
  for (const actor of [bob, program]) {
    expect(await seenBy(actor)).toEqual([guest.id])
    for (const verb of [getProfile, exportProfile]) {
      await expect(verb(actor, { id: own.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await expect(addFact(actor, { id: own.id, key: 'a', value: 'b' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const compose = createComposition(actor, { query: 'a question', profileId: own.id })
    await expect(compose).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  for (const actor of [ada, admin]) expect(await seenBy(actor)).toEqual([guest.id, own.id].toSorted())
  // who may not write changes their own, and no other
  await expect(addFact(ada, { id: guest.id, key: 'a', value: 'b' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await changeOwnProfile(ada, { isLearning: false })).toMatchObject({ isLearning: false })
})

it('shows nobody else what was asked with somebody’s own profile, and counts it', async () => {
  const { id: profileId } = await beginOwnProfile(ada, {})
  const SECRET = 'Qwertz zuiop, my secret?'
  for (let times = 0; times < 3; times++) await createComposition(ada, { query: SECRET, profileId })
  for (const [actor, isTold] of [
    [ada, true],
    [admin, true],
    [bob, false],
    [program, false],
  ] as const) {
    const { short, hidden } = await getContextReport(actor, {})
    expect(short.some(({ query }) => query === SECRET)).toBe(isTold)
    expect(hidden > 0).toBe(!isTold)
  }
  await findQueryPatterns(ada.workspaceId)
  expect((await listQueryPatterns(admin, {})).items).toEqual([])
  // nor does it stand in the way of what others see
  await importModules(admin, { files: [{ path: 'herons.md', content: '# Herons\n\nHerons eat fish.' }] })
  await saveDraft(bob, { id: 'herons', source: '# Herons\n\nHerons eat frogs.', revision: 0, baseVersion: 1 })
  await createComposition(ada, { query: 'Do herons eat my salary?', profileId })
  await createComposition(bob, { query: 'What do herons eat?' })
  const queriesFor = async (actor: Actor) =>
    (await previewEffect(actor, { id: 'herons' })).changes.map(({ query }) => query).toSorted()
  expect(await queriesFor(ada)).toEqual(['Do herons eat my salary?', 'What do herons eat?'])
  expect(await queriesFor(bob)).toEqual(['What do herons eat?'])
})

it('hides contexts that were made with somebody’s own profile, until it is gone', async () => {
  const { id: profileId } = await beginOwnProfile(ada, {})
  const { id, text } = await createComposition(ada, { query: 'a question', profileId })
  expect(text).toContain('role: nurse')
  const listedFor = async (actor: Actor) => (await listCompositions(actor, {})).items.some((item) => item.id === id)
  expect(await Promise.all([ada, admin, bob, program].map(listedFor))).toEqual([true, true, false, false])
  await expect(getComposition(bob, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await deleteOwnProfile(ada, {})).toMatchObject({ isProven: true })
  const shown = await getComposition(bob, { id })
  expect(shown.redactions.map(({ kind }) => kind)).toEqual(['profile'])
  expect(shown.text).not.toContain('nurse')
})

it('composes for nobody in a conversation of somebody’s, where the request says so', async () => {
  const { id: profileId } = await createProfile(bob, {
    name: 'Zoe',
    facts: [{ key: 'role', value: 'welder', isStatic: true }],
  })
  const { id: conversationId } = await createConversation(bob, { profileId })
  const compose = (named?: string | null) =>
    createComposition(bob, {
      query: 'a question',
      conversationId,
      ...(named === undefined ? {} : { profileId: named }),
    })
  expect((await compose()).text).toContain('welder')
  expect((await compose(profileId)).text).toContain('welder')
  const forNobody = await compose(null)
  expect(forNobody.text).not.toContain('welder')
  expect(await getComposition(bob, { id: forNobody.id })).toMatchObject({ profileId: null })
})
