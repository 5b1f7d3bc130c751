import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { assembleContext, DEFAULT_POLICY_SETTINGS, loadTokenizer, SECTION_NAMES } from '@/lib/engine'
import { flushChosen } from '@/lib/indexing/usage/record-chosen'
import type { Actor } from '@/lib/services/actor'
import { importModules } from '@/lib/services/imports/import-modules'
import { archiveModules } from '@/lib/services/modules/archive-modules'
import { applyPolicyVersion } from '@/lib/services/policies/apply-policy-version'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { createRelease } from '@/lib/services/releases/create-release'
import { deleteRelease } from '@/lib/services/releases/delete-release'
import { createComposition } from './create-composition'
import { explainModuleAbsence } from './explain-module-absence'
import { getComposition } from './get-composition'
import { getPrepared } from './get-prepared'
import { listCompositions } from './list-compositions'
import { unpackDetail } from './rows/composition-detail'

let actor: Actor

const file = (id: string, body: string, more = '') => ({
  path: `${id}.md`,
  content: `---\nid: ${id}\nname: ${id}\n${more}---\n\n${body}\n`,
})
const QUERY = 'How do I undo a deployment?'

beforeAll(async () => {
  const workspace = await createTestWorkspace('compose')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  const { results } = await importModules(actor, {
    files: [
      file('tone', 'Answer briefly.', 'activation: always\npriority: high\n'),
      file('rollback', '# Rollback\n\nTo undo a deployment run the rollback command.', 'category: operations\n'),
      file('holidays', '# Holidays\n\nEverybody has thirty days of holiday.'),
      file('secret', '# Deployment secrets\n\nHow to undo a deployment of secrets.', 'activation: manual\n'),
      file('old', '# Old\n\nHow we undid a deployment once.'),
    ],
  })
  expect(results.map(({ status }) => status)).toEqual(Array(5).fill('created'))
  await archiveModules(actor, { ids: ['old'] })
})

describe('createComposition', () => {
  it('composes what fits the question and keeps it', async () => {
    const composed = await createComposition(actor, { query: QUERY })
    expect(composed.text).toContain('Answer briefly.')
    expect(composed.text).toContain('run the rollback command')
    expect(composed.messages.at(-1)?.content).toContain(QUERY)
    expect(composed.text).toBe(composed.messages.map(({ content }) => content).join('\n\n'))
    expect(Object.keys(composed.usage.sections).sort()).toEqual([...SECTION_NAMES].sort())
    expect(composed.trace.id).toBe(composed.id)
    for (const [index, { content }] of composed.messages.entries()) {
      const spans = composed.trace.spans.filter((span) => span.messageIndex === index)
      expect(spans.map(({ start, end }) => content.slice(start, end)).join('')).toBe(content)
    }

    const stored = await getComposition(actor, { id: composed.id })
    expect(stored).toMatchObject({ isExact: true, redactions: [], messages: composed.messages, trace: composed.trace })
  })

  it('gives the same bytes for the same request, and another id', async () => {
    const [first, second] = [
      await createComposition(actor, { query: QUERY }),
      await createComposition(actor, { query: QUERY }),
    ]
    expect(second.trace.contextHash).toBe(first.trace.contextHash)
    expect(second.id).not.toBe(first.id)
  })

  it('keeps no module text, no message and no fact in the database', async () => {
    await createProfile(actor, {
      id: 'ada',
      name: 'Ada',
      facts: [
        { key: 'team', value: 'Zanzibar squad', isStatic: true },
        // too long for its share of the window: it is only told that something had no room
        { key: 'Allergies', value: 'peanut '.repeat(250), isStatic: true },
      ],
    })
    const asked = { query: QUERY, profileId: 'ada', contextWindow: 4_000 }
    const { id, text, trace: told } = await createComposition(actor, asked)
    expect(text).toContain('Zanzibar squad')
    expect(JSON.stringify(told.steps)).toContain('no room for 1 profile facts')
    const { detail } = await prisma.composition.findUniqueOrThrow({
      where: { workspaceId_id: { workspaceId: actor.workspaceId, id } },
      select: { detail: true },
    })
    const stored = JSON.stringify([await unpackDetail(detail!.content), detail!.outline])
    expect(stored).toContain('"chunkId"')
    for (const text of ['rollback command', 'Answer briefly', 'Zanzibar', 'Allergies', 'peanut']) {
      expect(stored).not.toContain(text)
    }
  })

  it('takes an unknown model as a generic one, and says so', async () => {
    const { usage, trace } = await createComposition(actor, { query: QUERY, model: 'acme-9000' })
    expect(usage).toMatchObject({ model: 'acme-9000', contextWindow: 16_000 })
    expect(trace.warnings.join()).toContain('Unknown model acme-9000')
    const known = await createComposition(actor, { query: QUERY, model: 'claude-opus-4-5' })
    expect(known.text).toContain('<')
    expect(known.trace.warnings).toEqual([])
  })

  it('follows sizes, shares, layout, pins, excludes and filters', async () => {
    const small = await createComposition(actor, { query: QUERY, contextWindow: 3_000, maxOutputTokens: 500 })
    expect(small.usage).toMatchObject({ contextWindow: 3_000, reservedForResponse: 500 })
    expect(small.usage.inputTokens).toBeLessThanOrEqual(2_500)
    const single = await createComposition(actor, { query: QUERY, layout: 'single' })
    expect(single.messages.map(({ role }) => role)).toEqual(['user'])
    const pinned = await createComposition(actor, { query: QUERY, pins: ['holidays'], excludes: ['rollback'] })
    expect(pinned.text).toContain('thirty days of holiday')
    expect(pinned.text).not.toContain('rollback command')
    const filtered = await createComposition(actor, { query: QUERY, filters: { category: 'nothing' } })
    expect(filtered.text).not.toContain('rollback command')
    const shared = await createComposition(actor, { query: QUERY, shares: { knowledge: 0.2 } })
    expect(shared.text).toContain('rollback command')
  })

  it.each([
    [{}, 'query'],
    [{ query: '  ' }, 'query'],
    [{ query: 'x', contextWindow: 0 }, 'contextWindow'],
    [{ query: 'x', contextWindow: -1 }, 'contextWindow'],
    [{ query: 'x', contextWindow: '8000' }, 'contextWindow'],
    [{ query: 'x', maxOutputTokens: 1.5 }, 'maxOutputTokens'],
    [{ query: 'x', shares: { knowledge: 2 } }, 'shares.knowledge'],
    [{ query: 'x', shares: { knowledge: 0.95 } }, 'shares'],
    [{ query: 'x', shares: { dessert: 0.1 } }, 'shares.dessert'],
    [{ query: 'x', layout: 'round' }, 'layout'],
    [{ query: 'x', task: 'cooking' }, 'task'],
    [{ query: 'x', temperature: 1 }, 'temperature'],
    [{ query: 'a\u0000b' }, 'query'],
    [{ query: 'a\ud800' }, 'query'],
    [{ query: 'x'.repeat(100_001) }, 'query'],
  ])('names the field that is wrong: %j', async (input, field) => {
    await expect(createComposition(actor, input)).rejects.toMatchObject({
      code: 'VALIDATION',
      data: { fields: { [field]: expect.any(String) } },
    })
  })

  it('says what is needed when the mandatory content does not fit', async () => {
    await expect(createComposition(actor, { query: QUERY, contextWindow: 40 })).rejects.toMatchObject({
      name: 'BudgetExceededError',
      required: expect.any(Number),
      available: expect.any(Number),
    })
  })

  it('uses the active version of a policy, or the one that is named', async () => {
    const settings = { ...DEFAULT_POLICY_SETTINGS, format: { layout: 'single' as const, placement: 'ends' as const } }
    const { version } = await savePolicyVersion(actor, { id: 'default', settings })
    const before = await createComposition(actor, { query: QUERY })
    expect(before.trace.policy).toEqual({ id: 'default', version: 1 })
    const draft = await createComposition(actor, { query: QUERY, policy: `default@${version}` })
    expect(draft.messages).toHaveLength(1)
    await applyPolicyVersion(actor, { id: 'default', version })
    const after = await createComposition(actor, { query: QUERY })
    expect(after.trace.policy).toEqual({ id: 'default', version })
    expect(after.trace.contextHash).toBe(draft.trace.contextHash)
    await applyPolicyVersion(actor, { id: 'default', version: 1 })
    for (const policy of ['none', 'default@99']) {
      await expect(createComposition(actor, { query: QUERY, policy })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })

  it('counts what was chosen, and nothing else by reading', async () => {
    const { id } = await createComposition(actor, { query: QUERY })
    await flushChosen()
    const count = () =>
      prisma.accessStatistic.findMany({
        where: { workspaceId: actor.workspaceId },
        orderBy: { moduleId: 'asc' },
        select: { moduleId: true, timesChosen: true },
      })
    const before = await count()
    expect(before.find(({ moduleId }) => moduleId === 'rollback')?.timesChosen).toBeGreaterThan(0)
    await getComposition(actor, { id })
    await getPrepared(actor, { id })
    await explainModuleAbsence(actor, { id, moduleId: 'rollback' })
    await flushChosen()
    expect(await count()).toEqual(before)
  })
})

describe('getPrepared', () => {
  it('assembles to the same bytes elsewhere, and to other ones with another window', async () => {
    const { id, messages, trace } = await createComposition(actor, { query: QUERY })
    const prepared = JSON.parse(JSON.stringify(await getPrepared(actor, { id })))
    const assembled = assembleContext(prepared, await loadTokenizer(prepared.request.model.family))
    expect(assembled.messages).toEqual(messages)
    expect(assembled.trace.contextHash).toBe(trace.contextHash)
    expect(assembled.trace.prefixHash).toBe(trace.prefixHash)
  })

  it('asks the question of another release', async () => {
    const { id, trace } = await createComposition(actor, { query: QUERY })
    const sent = trace.candidates.find(({ moduleId, fate }) => moduleId === 'rollback' && fate === 'included')
    expect(sent).toBeDefined()
    await createRelease(actor, { id: 'bare', name: 'Bare', entries: [{ moduleId: 'rollback', version: null }] })
    const { request, candidates } = await getPrepared(actor, { id, release: 'bare' })
    expect(request).toMatchObject({ query: QUERY, releaseId: 'bare' })
    expect(candidates.map(({ moduleId }) => moduleId)).not.toContain('rollback')
    // of the one that it was composed on, it is as it was sent
    expect((await getPrepared(actor, { id, release: 'production' })).request.id).toBe(id)
    await expect(getPrepared(actor, { id, release: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await deleteRelease(actor, { id: 'bare' })
  })
})

describe('explainModuleAbsence', () => {
  it.each([
    ['rollback', true, expect.stringMatching(/^(relevant|expanded_whole)$/)],
    ['tone', true, 'required_always'],
    ['secret', false, 'manual_only'],
    ['old', false, 'disabled'],
  ])('tells of %s', async (moduleId, isIncluded, reason) => {
    const { id } = await createComposition(actor, { query: QUERY })
    expect(await explainModuleAbsence(actor, { id, moduleId })).toMatchObject({
      moduleId,
      isIncluded,
      reason,
      changes: [],
    })
  })

  it('tells of what the request left out', async () => {
    const { id } = await createComposition(actor, { query: QUERY, excludes: ['rollback'] })
    expect(await explainModuleAbsence(actor, { id, moduleId: 'rollback' })).toMatchObject({
      isIncluded: false,
      reason: 'excluded_by_request',
    })
    await expect(explainModuleAbsence(actor, { id, moduleId: 'nope' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('listCompositions', () => {
  it('pages through all of them, newest first', async () => {
    const { total } = await listCompositions(actor, {})
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listCompositions(actor, { limit: 3, cursor })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toHaveLength(total)
    expect(seen).toEqual(seen.toSorted().reverse())
  })

  it('keeps up with more conversations than a statement can name', async () => {
    const { workspaceId } = actor
    await prisma.$executeRaw`
      INSERT INTO "Conversation" ("workspaceId", "id", "title", "authorId", "isShared", "updatedAt")
      SELECT ${workspaceId}, 'cnv_many_' || n, 'Many', 'somebody', n % 2 = 0, now() FROM generate_series(1, 70000) AS n`
    const { id } = await createComposition(actor, { query: QUERY, conversationId: 'cnv_many_2' })
    const { items } = await listCompositions(actor, { limit: 1 })
    expect(items[0]).toMatchObject({ id, conversationId: 'cnv_many_2' })
    await prisma.conversation.updateMany({ where: { workspaceId, id: 'cnv_many_2' }, data: { isShared: false } })
    expect((await listCompositions(actor, { limit: 1 })).items[0]?.id).not.toBe(id)
    expect(await listCompositions(actor, { conversationId: 'cnv_many_2' })).toMatchObject({ items: [], total: 0 })
    await prisma.composition.deleteMany({ where: { workspaceId, conversationId: 'cnv_many_2' } })
    await prisma.conversation.deleteMany({ where: { workspaceId, title: 'Many' } })
  })
})
