import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'
import { addFact } from '@/lib/services/profiles/add-fact'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { compareCompositions } from './compare-compositions'

const QUERY = 'How do I undo a deployment?'
const file = (id: string, body: string) => ({
  path: `${id}.md`,
  content: `---\nid: ${id}\nname: ${id}\n---\n\n${body}\n`,
})

let actor: Actor
let colleague: Actor
let first: string

beforeAll(async () => {
  const { workspaceId } = await createTestWorkspace('compare')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  actor = (await createTestUser(workspaceId, 'admin')).actor
  colleague = (await createTestUser(workspaceId, 'viewer')).actor
  await importModules(actor, {
    files: [
      file('rollback', '# Rollback\n\nTo undo a deployment run the rollback command.'),
      file('backup', '# Backup\n\nA backup helps to undo a deployment of data.'),
      file('holidays', '# Holidays\n\nEverybody has thirty days of holiday.'),
    ],
  })
  first = (await createComposition(actor, { query: QUERY })).id
})

const count = () => prisma.composition.count({ where: { workspaceId: actor.workspaceId } })

describe('compareCompositions', () => {
  it('tells what another request changed, and that nothing did', async () => {
    const second = await createComposition(actor, { query: QUERY, excludes: ['rollback'], pins: ['holidays'] })
    const { items, a, b, inputTokens, isEqual } = await compareCompositions(actor, { a: first, b: second.id })
    expect(isEqual).toBe(false)
    expect(a).toMatchObject({ id: first, isComposedAgain: false, isExact: true, excludes: [], query: QUERY })
    expect(b).toMatchObject({ id: second.id, excludes: ['rollback'], pins: ['holidays'] })
    expect(b.moduleNames).toEqual({ holidays: 'holidays', rollback: 'rollback' })
    expect(inputTokens.b).toBe(second.usage.inputTokens)
    const changed = items.filter(({ change }) => change === 'in' || change === 'out')
    expect(changed.map(({ change, moduleId, b: now }) => [change, moduleId, now?.reason]).sort()).toEqual([
      ['in', 'holidays', 'pinned'],
      ['out', 'rollback', 'excluded_by_request'],
    ])
    expect(await compareCompositions(actor, { a: first, b: first })).toMatchObject({ isEqual: true, lines: [] })
  })

  it('shows what a profile changes, beside the context of somebody of whom nothing is known', async () => {
    const { id: profileId } = await createProfile(actor, { name: 'Tess' })
    await addFact(actor, { id: profileId, key: 'role', value: 'nurse' })
    const { id } = await createComposition(actor, { query: QUERY, profileId })
    const compared = await compareCompositions(actor, { a: `${id};now;profile=none`, b: id })
    expect(compared).toMatchObject({ isEqual: false, a: { profileId: null }, b: { profileId } })
    expect(compared.sections.profile.a.used).toBe(0)
    expect(compared.sections.profile.b.used).toBeGreaterThan(0)
    expect(await compareCompositions(actor, { a: `${first};profile=none`, b: first })).toMatchObject({ isEqual: true })
  })

  it('composes the question again with what a side names, and stores nothing', async () => {
    const before = await count()
    const again = await compareCompositions(actor, { a: first, b: `${first};exclude=rollback` })
    expect(again.b).toMatchObject({ isComposedAgain: true, excludes: ['rollback'], pins: [] })
    expect(again.items.find(({ change }) => change === 'out')).toMatchObject({ moduleId: 'rollback' })
    expect(await compareCompositions(actor, { a: first, b: `${first};now` })).toMatchObject({ isEqual: true })

    const model = await compareCompositions(actor, { a: `${first};now`, b: `${first};model=claude-opus-4-5` })
    expect(model).toMatchObject({ isEqual: false, b: { model: 'claude-opus-4-5' } })

    const settings = { ...DEFAULT_POLICY_SETTINGS, rerank: { ...DEFAULT_POLICY_SETTINGS.rerank, topN: 1 } }
    const { version } = await savePolicyVersion(actor, { id: 'default', settings, message: 'fewer' })
    const policy = await compareCompositions(actor, { a: `${first};now`, b: `${first};policy=default@${version}` })
    expect(policy.b.policy).toEqual({ id: 'default', name: 'Default', version })
    expect(policy.counts.out).toBeGreaterThan(0)
    expect(await count()).toBe(before)
  })

  it('shows nobody what is private or of another workspace', async () => {
    const { id: conversationId } = await createConversation(actor, { title: 'Private' })
    const { id } = await createComposition(actor, { query: QUERY, conversationId })
    expect(await compareCompositions(actor, { a: first, b: id })).toMatchObject({ b: { conversationId } })
    const { workspaceId } = await createTestWorkspace('other')
    const stranger = (await createTestUser(workspaceId, 'admin')).actor
    for (const [who, a, b] of [
      [colleague, first, id],
      [colleague, id, first],
      [colleague, first, `${id};now`],
      [stranger, first, first],
    ] as const) {
      await expect(compareCompositions(who, { a, b })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(await compareCompositions(colleague, { a: first, b: first })).toMatchObject({ isEqual: true })
  })

  it('names the side that cannot be', async () => {
    await expect(compareCompositions(actor, { a: first, b: `${first};what=x` })).rejects.toMatchObject({
      code: 'VALIDATION',
      data: { fields: { b: expect.stringContaining('Write the id of a composition') } },
    })
    await expect(compareCompositions(actor, { a: first, b: `${first};policy=none` })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})
