import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { appendMessage } from '@/lib/services/conversations/append-message'
import { appendMessages } from '@/lib/services/conversations/append-messages'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { acceptFact } from './accept-fact'
import { addFact } from './add-fact'
import { changeFact } from './change-fact'
import { createProfile } from './create-profile'
import { deleteFact } from './delete-fact'
import { deleteProfile } from './delete-profile'
import { exportProfile } from './export-profile'
import { getProfile } from './get-profile'
import { learnFromQuestion } from './learning/learn-from-messages'
import { recordInteraction } from './learning/record-interaction'
import { listFacts } from './list-facts'
import { listInteractions } from './list-interactions'
import { refuseFact } from './refuse-fact'
import { reopenFact } from './reopen-fact'
import { saveProfileSettings } from './save-profile-settings'
import { updateProfile } from './update-profile'

let actor: Actor
beforeAll(async () => {
  actor = (await createTestWorkspace('learning')).actor
})

let people = 0
async function meet(change: { isLearning?: boolean; isTemporary?: boolean } = {}) {
  const { isTemporary, ...profile } = change
  const { id } = await createProfile(actor, { id: `person-${people++}`, name: 'Somebody', ...profile })
  const conversation = await createConversation(actor, { profileId: id, isTemporary })
  const say = (content: string) => appendMessage(actor, { id: conversation.id, role: 'user', content })
  const told = async () => (await getProfile(actor, { id })).facts.map(({ key, value }) => `${key}=${value}`)
  const factsOf = async (status?: string) => (await listFacts(actor, { id, status })).items
  return { id, conversationId: conversation.id, say, told, factsOf }
}

describe('learning', () => {
  it('keeps what was said with its message and quote, and lets what is inferred wait', async () => {
    const { id, conversationId, say, told, factsOf } = await meet()
    const message = await say('Hello! I am a nurse. We use GitLab.')
    expect(await told()).toEqual(['role=nurse'])
    const rests = { conversationId, messageId: message.id, subject: 'user', scope: 'any' }
    expect(await factsOf('active')).toMatchObject([
      { ...rests, quote: 'I am a nurse', extractor: 'en.role-is', isStatic: true, source: 'explicit' },
    ])
    expect(await factsOf('candidate')).toMatchObject([{ ...rests, key: 'uses', value: 'GitLab', source: 'inferred' }])
    expect((await getProfile(actor, { id })).candidateCount).toBe(1)
  })

  it('learns from many messages at once, and lists them page by page while one is deleted', async () => {
    const { id, conversationId, factsOf } = await meet()
    const messages = Array.from({ length: 45 }, (_, at) => ({ role: 'user' as const, content: `We use Tool${at}.` }))
    await appendMessages(actor, { id: conversationId, messages })
    const all = await factsOf('candidate')
    expect(all).toHaveLength(45)
    const first = await listFacts(actor, { id, status: 'candidate', limit: 20 })
    await deleteFact(actor, { id, factId: first.items.at(-1)!.id })
    const rest = await listFacts(actor, { id, status: 'candidate', limit: 50, cursor: first.nextCursor! })
    expect([...first.items, ...rest.items].map((fact) => fact.id)).toEqual(all.map((fact) => fact.id))
  })

  it('reads a long message in a thread, and of it the person’s own words', async () => {
    const { say, told } = await meet()
    await say(`My name is Ada.${'\n\nI am a pasted plumber.'.repeat(5_000)}\n\nThanks.`)
    expect(await told()).toEqual(['name=Ada'])
  })

  it('learns from nobody but the person, and not twice', async () => {
    const { conversationId, say, told, factsOf } = await meet()
    await appendMessage(actor, { id: conversationId, role: 'assistant', content: 'I am a nurse. I live in Rome.' })
    await say('Am I a nurse? My boss is a lawyer. > I live in Rome.')
    expect(await factsOf()).toEqual([])
    await say('I live in Rome.')
    const [first] = await factsOf()
    await say('As I said, I live in Rome. I live in rome!')
    expect(await told()).toEqual(['location=Rome'])
    expect(await factsOf()).toEqual([first])
  })

  it('marks what was contradicted, and tells what took its place', async () => {
    const { say, told, factsOf } = await meet()
    await say('I live in Rome.')
    await say('I just moved to Oslo.')
    expect(await told()).toEqual(['location=Oslo'])
    const [oslo, rome] = await factsOf()
    expect(rome).toMatchObject({ value: 'Rome', status: 'superseded', supersededById: oslo?.id })
    expect(rome?.validTo).toBe(oslo?.validFrom)
  })

  it('goes by when things were said, in whatever order they are told', async () => {
    const { conversationId, told, factsOf } = await meet()
    const said = (content: string, at: string) => ({ role: 'user', content, at })
    await appendMessages(actor, {
      id: conversationId,
      messages: [said('I live in Oslo.', '2026-05-01T10:00:00Z'), said('I live in Rome.', '2026-03-01T10:00:00Z')],
    })
    expect(await told()).toEqual(['location=Oslo'])
    expect((await factsOf('superseded')).map(({ value }) => value)).toEqual(['Rome'])
  })

  it('learns nothing where the conversation is temporary, or the profile or the workspace does not learn', async () => {
    const temporary = await meet({ isTemporary: true })
    await temporary.say('I live in Rome.')
    await recordInteraction(
      { workspaceId: actor.workspaceId, conversationId: temporary.conversationId, profileId: temporary.id },
      'a',
    )
    const off = await meet({ isLearning: false })
    await off.say('I live in Rome.')
    const here = await meet()
    await saveProfileSettings(actor, { isLearning: false })
    await here.say('I live in Rome.')
    await saveProfileSettings(actor, { isLearning: true })
    for (const { id, factsOf } of [temporary, off, here]) {
      expect(await factsOf()).toEqual([])
      expect((await listInteractions(actor, { id })).items).toEqual([])
    }
  })

  it('keeps to the keys and to what the workspace accepts', async () => {
    const { say, told, factsOf } = await meet()
    await saveProfileSettings(actor, { accepts: 'none', keys: [{ key: 'role' }] })
    await say('I am a nurse. I live in Rome. We use GitLab.')
    expect([await told(), (await factsOf('candidate')).map(({ key }) => key)]).toEqual([[], ['role']])
    await saveProfileSettings(actor, { accepts: 'all', keys: null })
    await say('We use Jenkins.')
    expect(await told()).toEqual(['uses=Jenkins'])
    await saveProfileSettings(actor, { accepts: 'explicit' })
  })

  it('never stores a secret, whoever writes it', async () => {
    const { id, say, factsOf } = await meet()
    await say('My password is hunter2. I have asthma.')
    expect(await factsOf()).toEqual([])
    await expect(addFact(actor, { id, key: 'card', value: '4111 1111 1111 1111' })).rejects.toMatchObject({
      code: 'VALIDATION',
      data: { fields: { value: expect.stringContaining('must not hold') } },
    })
    await expect(addFact(actor, { id, key: 'note', value: 'x'.repeat(1024 * 1024) })).rejects.toMatchObject({
      code: 'VALIDATION',
    })
  })
})

describe('deciding', () => {
  it('lets a waiting fact hold, as it is or corrected, and takes that back', async () => {
    const { id, say, told, factsOf } = await meet()
    await say('We use GitLab.')
    const [waiting] = await factsOf('candidate')
    const accepted = await acceptFact(actor, { id, factId: waiting?.id, value: 'GitLab 18' })
    expect(accepted).toMatchObject({ value: 'GitLab 18', source: 'explicit', quote: 'We use GitLab', status: 'active' })
    expect(await told()).toEqual(['uses=GitLab 18'])
    await reopenFact(actor, { id, factId: accepted.id })
    expect([await told(), (await factsOf()).map(({ id: each, status }) => [each, status])]).toEqual([
      [],
      [[waiting?.id, 'candidate']],
    ])
  })

  it('does not learn again what was refused', async () => {
    const { id, say, factsOf } = await meet()
    await say('We use GitLab.')
    const [waiting] = await factsOf()
    await refuseFact(actor, { id, factId: waiting?.id })
    await say('We use GitLab.')
    expect((await factsOf()).map(({ status }) => status)).toEqual(['refused'])
    await expect(acceptFact(actor, { id, factId: waiting?.id })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await reopenFact(actor, { id, factId: waiting?.id })).toMatchObject({ status: 'candidate' })
  })

  it('keeps the value before a correction, and changes in place where a fact may go', async () => {
    const { id, told, factsOf } = await meet()
    const fact = await addFact(actor, { id, key: 'expertise', value: 'Jva' })
    expect(await changeFact(actor, { id, factId: fact.id, scope: 'local' })).toEqual({ ...fact, scope: 'local' })
    const corrected = await changeFact(actor, { id, factId: fact.id, value: 'Java' })
    expect(corrected).toMatchObject({ value: 'Java', scope: 'local' })
    expect(await told()).toEqual(['expertise=Java'])
    expect(await factsOf('superseded')).toMatchObject([{ id: fact.id, supersededById: corrected.id }])
  })

  it('leaves what holds when the same is written again', async () => {
    const { id, told } = await meet()
    const fact = await addFact(actor, { id, key: 'role', value: 'nurse' })
    expect(await addFact(actor, { id, key: 'role', value: 'Nurse' })).toEqual(fact)
    expect(await told()).toEqual(['role=nurse'])
  })

  it('replaces facts: another value supersedes, what is left out is deleted', async () => {
    const { id, factsOf } = await meet()
    await updateProfile(actor, {
      id,
      facts: [
        { key: 'role', value: 'nurse' },
        { key: 'team', value: 'A' },
      ],
    })
    await updateProfile(actor, { id, facts: [{ key: 'role', value: 'doctor' }] })
    expect((await factsOf()).map(({ value, status }) => `${value} ${status}`)).toEqual([
      'doctor active',
      'nurse superseded',
    ])
  })
})

describe('deleting', () => {
  it('proves that a fact is gone, and does not learn it again from old words', async () => {
    const { id, say, told } = await meet()
    await say('I live in Rome.')
    const [rome] = (await getProfile(actor, { id })).facts
    const receipt = await deleteFact(actor, { id, factId: rome?.id })
    expect(receipt).toMatchObject({ isProven: true, stores: [{ store: 'facts', removed: 1, left: 0 }] })
    await say('I live in Rome.')
    expect(await told()).toEqual([])
    const graves = await prisma.profileTombstone.findMany({ where: { workspaceId: actor.workspaceId, profileId: id } })
    expect(graves).toHaveLength(1)
    expect(JSON.stringify(graves)).not.toMatch(/rome/i)
    // a person may change their mind
    await addFact(actor, { id, key: 'location', value: 'Rome' })
    expect(await told()).toEqual(['location=Rome'])
  })

  it('takes every spelling of what is said with it, and nothing that only looks like it', async () => {
    const { id, factsOf } = await meet()
    const said = (key: string, ...values: string[]) => values.map((value) => ({ key, value }))
    const facts = [...said('range', '10%', '100 metres', '10 years'), ...said('path', 'C:\\x', 'c:\\X.', 'C:x')]
    await updateProfile(actor, { id, facts })
    const values = async () => (await factsOf()).map(({ value }) => value).sort()
    const idOf = async (value: string) => (await factsOf()).find((fact) => fact.value === value)?.id
    const proven = (removed: number) => ({ isProven: true, stores: [{ store: 'facts', removed, left: 0 }] })
    expect(await deleteFact(actor, { id, factId: await idOf('10%') })).toMatchObject(proven(1))
    expect(await values()).toEqual(['10 years', '100 metres', 'C:\\x', 'C:x', 'c:\\X.'])
    expect(await deleteFact(actor, { id, factId: await idOf('C:\\x') })).toMatchObject(proven(2))
    expect(await values()).toEqual(['10 years', '100 metres', 'C:x'])
  })

  it('does not learn again what is left out of the facts, until somebody writes it', async () => {
    const { id, say, told } = await meet()
    await say('I live in Rome.')
    await updateProfile(actor, { id, facts: [] })
    await say('I live in Rome.')
    expect(await told()).toEqual([])
    await updateProfile(actor, { id, facts: [{ key: 'location', value: 'Rome' }] })
    await say('I live in Oslo.')
    await say('I live in Rome.')
    expect(await told()).toEqual(['location=Rome'])
  })

  it('gives a receipt for a profile that counts what went, and proves it', async () => {
    const { id, conversationId, say } = await meet()
    await say('I live in Rome. We use GitLab.')
    await recordInteraction({ workspaceId: actor.workspaceId, conversationId, profileId: id }, 'How do I commit?')
    const receipt = await deleteProfile(actor, { id })
    const removed = Object.fromEntries(receipt.stores.map((store) => [store.store, store.removed]))
    expect(removed).toMatchObject({ profiles: 1, facts: 2, interactions: 1, 'conversations that use it': 1 })
    expect([receipt.isProven, receipt.stores.map(({ left }) => left)]).toEqual([true, receipt.stores.map(() => 0)])
    expect(receipt.kept.join(' ')).toContain('1 conversation stays, without the profile')
    // under the same id, from the same words
    await createProfile(actor, { id, name: 'Somebody' })
    const again = await createConversation(actor, { profileId: id })
    await appendMessage(actor, { id: again.id, role: 'user', content: 'I live in Rome.' })
    expect((await getProfile(actor, { id })).facts).toEqual([])
  })

  it('deletes the conversations as well where that is asked for', async () => {
    const { id, conversationId, say } = await meet()
    await say('I live in Rome.')
    const receipt = await deleteProfile(actor, { id, withConversations: 'true' })
    expect(receipt.stores).toContainEqual({ store: 'messages', removed: 1, left: 0 })
    expect(await prisma.conversation.count({ where: { workspaceId: actor.workspaceId, id: conversationId } })).toBe(0)
  })

  it('learns nothing for a profile that is gone by then', async () => {
    const { id, say, conversationId } = await meet()
    await prisma.profile.deleteMany({ where: { workspaceId: actor.workspaceId, id } })
    await say('I live in Rome.')
    await recordInteraction({ workspaceId: actor.workspaceId, conversationId, profileId: id }, 'a')
    expect(await prisma.profileFact.count({ where: { workspaceId: actor.workspaceId, profileId: id } })).toBe(0)
  })
})

it('keeps no question that holds what is refused as a fact', async () => {
  const { id, conversationId } = await meet()
  const ask = (messageId: string, text: string) =>
    learnFromQuestion({ workspaceId: actor.workspaceId, conversationId, profileId: id, messageId, text })
  await ask('msg_1', 'My password is hunter2. How do I change it?')
  await ask('msg_2', 'How do I change a password?')
  const { items } = await listInteractions(actor, { id })
  expect(items.map(({ query }) => query)).toEqual(['How do I change a password?'])
})

it('keeps the newest questions, up to the limit, and exports everything', async () => {
  const { id, conversationId, say } = await meet()
  const where = { workspaceId: actor.workspaceId, conversationId, profileId: id }
  await prisma.profileInteraction.createMany({
    data: Array.from({ length: LIMITS.profileInteractions }, (_, at) => ({
      workspaceId: where.workspaceId,
      profileId: id,
      id: `ask-${at}`,
      query: `question ${at}`,
      createdAt: new Date(1_000 * at),
    })),
  })
  await recordInteraction(where, 'the newest')
  const { items } = await listInteractions(actor, { id })
  expect([items.length, items[0]?.query, items.at(-1)?.query]).toEqual([100, 'the newest', 'question 1'])
  await say('I live in Rome.')
  await say('I live in Oslo.')
  const exported = await exportProfile(actor, { id })
  expect(exported.facts.map(({ value, status }) => `${value} ${status}`)).toEqual(['Rome superseded', 'Oslo active'])
  expect([exported.interactions.length, exported.conversations.map((each) => each.id)]).toEqual([100, [conversationId]])
})
