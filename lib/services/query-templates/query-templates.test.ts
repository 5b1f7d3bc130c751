import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { type AskedQuery, findPatterns } from '@/lib/indexing/patterns/find-patterns'
import { findQueryPatterns } from '@/lib/indexing/patterns/find-query-patterns'
import type { Actor } from '@/lib/services/actor'
import { deleteQueryTemplate } from './delete-query-template'
import { listQueryPatterns } from './list-query-patterns'
import { listQueryTemplates } from './list-query-templates'
import { restoreQueryTemplate } from './restore-query-template'
import { updateQueryTemplate } from './update-query-template'

let seconds = 0
const asked = (text: string, more: Partial<AskedQuery> = {}): AskedQuery => ({
  text,
  isVisible: true,
  askedBy: 'ada',
  askedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)),
  ...more,
})

describe('findPatterns', () => {
  it('makes a slot of the place where queries differ, in the latest wording', async () => {
    const found = await findPatterns([
      asked('how do I deploy the billing service?'),
      asked('How do I deploy the search service?'),
      asked('How do I deploy the new mail service?'),
      asked('Who is on call?'),
    ])
    expect(found).toMatchObject([{ text: 'How do I deploy the {topic} service?', timesAsked: 3 }])
    expect(found[0]?.examples).toHaveLength(3)
  })

  it('joins what consists of the same terms, and needs it three times', async () => {
    const same = [asked('Reset a password'), asked('reset the passwords?'), asked('Password: reset!')]
    expect(await findPatterns(same)).toMatchObject([{ text: 'Password: reset!', timesAsked: 3 }])
    expect(await findPatterns(same.slice(1))).toEqual([])
  })

  it('counts a query for one pattern only', async () => {
    const queries = ['a', 'b', 'c', 'd'].flatMap((name) => [
      asked(`Explain module ${name}x to me`),
      asked(`Explain module ${name}x to me`),
    ])
    const total = (await findPatterns(queries)).reduce((sum, { timesAsked }) => sum + timesAsked, 0)
    expect(total).toBeLessThanOrEqual(queries.length)
  })

  const privately = (text: string, askedBy: string) => asked(text, { isVisible: false, askedBy })
  const people = ['ada', 'bob', 'cleo', 'dan', 'eve']

  it('says nothing of what few people asked in private, and shows nothing that stands in a slot', async () => {
    const words = ['divorce', 'illness', 'resignation', 'debts', 'move']
    const own = words.map((word, at) => privately(`Who must know of my ${word}`, people[at % 4]!))
    expect(await findPatterns(own)).toEqual([])
    const found = await findPatterns([...own, privately('Who must know of my baby', 'eve')])
    expect(found).toMatchObject([{ text: 'Who must know of my {topic}', timesAsked: 6, examples: [] }])
  })

  it('never takes its wording from a private query', async () => {
    const own = people.map((person) => privately('Why is Bob Miller laid off?!', person))
    expect(await findPatterns(own)).toEqual([])
    const found = await findPatterns([asked('Why was Miller, Bob, laid off?'), ...own])
    expect(found).toMatchObject([{ text: 'Why was Miller, Bob, laid off?', timesAsked: 6 }])
  })
})

describe('templates of patterns', () => {
  let actor: Actor
  let workspaceId: string
  const log = (queries: string[]) =>
    prisma.composition.createMany({
      data: queries.map((query, i) => ({
        workspaceId,
        id: `cmp_${query}_${i}`,
        query,
        createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)),
        actorKind: 'apiKey',
        model: 'm',
        policyId: 'p',
        policyVersion: 1,
        revision: 1,
        inputTokens: 1,
        durationMs: 1,
        prefixHash: '',
        contextHash: '',
        prepared: {},
        usage: {},
        trace: {},
      })),
    })
  beforeAll(async () => {
    ;({ actor, workspaceId } = await createTestWorkspace('templates'))
    await log(['How do I deploy search?', 'How do I deploy mail?', 'How do I deploy billing?', 'Once'])
  })

  it('are made once, however often the job runs, and follow the patterns until somebody changes them', async () => {
    await findQueryPatterns(workspaceId)
    await findQueryPatterns(workspaceId)
    const { items } = await listQueryTemplates(actor, {})
    expect(items).toMatchObject([{ title: 'How do I deploy …?', text: 'How do I deploy {topic}?', timesAsked: 3 }])
    expect((await listQueryPatterns(actor, {})).items).toHaveLength(1)

    const { id } = items[0]!
    await updateQueryTemplate(actor, { id, text: 'How is {topic} deployed?', isPinned: true })
    await prisma.composition.deleteMany({ where: { workspaceId } })
    await findQueryPatterns(workspaceId)
    expect((await listQueryPatterns(actor, {})).items).toEqual([])
    expect((await listQueryTemplates(actor, {})).items).toMatchObject([
      { id, text: 'How is {topic} deployed?', timesAsked: 0 },
    ])
  })

  it('stay deleted when their pattern is found again in other words, until the deletion is undone', async () => {
    await log(['Explain alpha to me', 'Explain beta to me', 'Explain gamma to me'])
    await findQueryPatterns(workspaceId)
    const made = (await listQueryTemplates(actor, {})).items.find(({ text }) => text === 'Explain {topic} to me')
    await deleteQueryTemplate(actor, { id: made?.id })
    await log(['explain: delta to me!'])
    await findQueryPatterns(workspaceId)
    expect((await listQueryPatterns(actor, {})).items).toMatchObject([{ text: 'explain: {topic} to me!' }])
    const texts = async () => (await listQueryTemplates(actor, {})).items.map(({ text }) => text)
    expect((await texts()).filter((text) => /explain/i.test(text))).toEqual([])
    await restoreQueryTemplate(actor, { id: made?.id })
    expect(await texts()).toContain('Explain {topic} to me')
  })
})
