import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { FirstAnswer } from '@/lib/schemas/conversations/conversation'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { appendMessages } from './append-messages'
import { branchConversation } from './branch-conversation'
import { changeConversationSummary } from './change-conversation-summary'
import { changeStatedFact } from './change-stated-fact'
import { createConversation } from './create-conversation'
import { deleteConversation } from './delete-conversation'
import { exportConversations } from './export-conversations'
import { getConversation } from './get-conversation'
import { importConversations } from './import-conversations'
import { listBranches } from './list-branches'
import { listConversationSummaries } from './list-conversation-summaries'
import { listConversations } from './list-conversations'
import { listStatedFacts } from './list-stated-facts'
import { pinMessage } from './pin-message'
import { updateConversation } from './update-conversation'

let ada: Actor
let bob: Actor
let eve: Actor

beforeAll(async () => {
  const here = await createTestWorkspace('conversation-files')
  const there = await createTestWorkspace('conversation-files-elsewhere')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, here.workspaceId))
  ada = (await createTestUser(here.workspaceId, 'editor')).actor
  bob = (await createTestUser(here.workspaceId, 'editor')).actor
  eve = (await createTestUser(there.workspaceId, 'editor')).actor
})

async function begin(): Promise<string> {
  const { id } = await createConversation(ada, { title: 'Größe & “Form”' })
  await appendMessages(ada, {
    id,
    messages: [
      {
        id: 'q1',
        role: 'user',
        speaker: 'Ada',
        at: '2024-02-29T23:59:59+02:00',
        content: 'How # large?\n\n```\n# no heading\n```',
      },
      { id: 'a1', role: 'assistant', content: '**Large** 🦜' },
    ],
  })
  await updateConversation(ada, { id, tags: ['b', 'a'], isArchived: true })
  return id
}

/** Something that a message of it states. */
async function stateIn(id: string) {
  await appendMessages(ada, { id, messages: [{ role: 'user', content: 'It must be red.' }] })
  return (await listStatedFacts(ada, { id })).items[0]!
}

const exported = async (actor: Actor, id: string) => (await exportConversations(actor, { ids: [id] })).text

describe('exported conversations', () => {
  it('import back identically, and once', async () => {
    const id = await begin()
    const content = await exported(ada, id)
    const plan = await importConversations(eve, { content, isPlan: true })
    expect(plan.items).toMatchObject([{ outcome: 'new', messages: 2, sourceId: id, notes: [] }])
    expect((await listConversations(eve, { archived: 'with' })).total).toBe(0)
    expect((await importConversations(eve, { content })).items).toMatchObject([{ outcome: 'new', conversationId: id }])
    expect(await exported(eve, id)).toBe(content)
    expect((await importConversations(eve, { content })).items).toMatchObject([{ outcome: 'same', messages: 0 }])
    expect(await exported(eve, id)).toBe(content)
  })

  it('keep what is pinned, and the answer that another took the place of', async () => {
    const id = await begin()
    await pinMessage(ada, { id, messageId: 'q1', isPinned: true })
    const firstAnswer: FirstAnswer = {
      ...{ outcome: 'refined', waitedMs: 1_000, compositionId: 'cmp_gone', content: 'Small?', usage: null },
      gaps: [{ kind: 'uncited', items: 2 }],
      added: [{ moduleId: 'sizes', title: 'Sizes' }],
    }
    await prisma.conversationMessage.updateMany({
      where: { workspaceId: ada.workspaceId, conversationId: id, id: 'a1' },
      data: { firstAnswer },
    })
    const content = await exported(ada, id)
    await importConversations(eve, { content })
    expect(await exported(eve, id)).toBe(content)
    expect((await getConversation(eve, { id })).messages).toMatchObject([
      { id: 'q1', isPinned: true },
      { id: 'a1', isPinned: false, firstAnswer: { ...firstAnswer, compositionId: null } },
    ])
  })

  it('keep what somebody corrected, pinned and dropped, and the summaries with their makers', async () => {
    const { id } = await createConversation(ada, { title: 'Mill' })
    const filler = 'So it goes on and on, as it has done with these things. '.repeat(12)
    const messages = [1, 2, 3].flatMap((day) => {
      const at = new Date(Date.UTC(2026, 0, day)).toISOString()
      const content = day === 1 ? 'It must be red. It must be cheap. It must last.' : `We decided on plan ${day}.`
      return [
        { id: `q${day}`, role: 'user', at, content },
        { id: `a${day}`, role: 'assistant', at, content: `${filler}Noted.` },
      ]
    })
    await appendMessages(ada, { id, messages })
    const [red, cheap, last] = (await listStatedFacts(ada, { id })).items
    await changeStatedFact(ada, { id, factId: red!.id, text: 'It must be blue' })
    await changeStatedFact(ada, { id, factId: cheap!.id, isDropped: true })
    await changeStatedFact(ada, { id, factId: last!.id, isPinned: true })
    const [summary] = (await listConversationSummaries(ada, { id })).items
    await changeConversationSummary(ada, { id, summaryId: summary!.id, text: 'Told by hand.' })

    const content = await exported(ada, id)
    await importConversations(eve, { content })
    const toldOf = async (actor: Actor) => ({
      facts: (await listStatedFacts(actor, { id })).items.map(({ id: _, ...fact }) => fact),
      summaries: (await listConversationSummaries(actor, { id })).items.map(({ id: _, ...each }) => each),
    })
    const told = await toldOf(eve)
    expect(told).toEqual(await toldOf(ada))
    expect(told.facts).toContainEqual(
      expect.objectContaining({ text: 'It must be blue', quote: 'It must be red', isPinned: true }),
    )
    expect(told.summaries[0]).toMatchObject({ text: 'Told by hand.', writtenBy: 'person' })
    expect(await exported(eve, id)).toBe(content)
  })

  it('are refused by name where a text of theirs cannot be stored, whichever it is', async () => {
    const id = await begin()
    await changeStatedFact(ada, { id, factId: (await stateIn(id)).id, isPinned: true })
    const file = JSON.parse(await exported(ada, id))
    const [whole] = file.conversations
    const at = { fromMessageId: null, throughMessageId: 'q1', level: 1 }
    const broken = [
      { ...whole, id: 'b1', title: 'a\0b' },
      { ...whole, id: 'b2', messages: [{ ...whole.messages[0], content: 'a\0b' }] },
      { ...whole, id: 'b3', facts: [{ ...whole.facts[0], quote: 'a\0b' }] },
      { ...whole, id: 'b4', summaries: [{ ...at, text: 'a\ud800' }] },
    ]
    const content = JSON.stringify({ ...file, conversations: [...broken, whole] })
    const { items } = await importConversations(eve, { content })
    expect(items.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'refused', 'new'])
    expect(items[0]?.problem).toBe('A text in it has a null byte or half of a character: remove it first.')
  })

  it('are taken up where they went on, and refused where they say something else', async () => {
    const id = await begin()
    await importConversations(eve, { content: await exported(ada, id) })
    await appendMessages(ada, { id, messages: [{ id: 'q2', role: 'user', content: 'And now?' }] })
    const longer = await exported(ada, id)
    expect((await importConversations(eve, { content: longer })).items).toMatchObject([
      { outcome: 'longer', messages: 1 },
    ])
    const { messages } = await getConversation(eve, { id })
    expect(messages.map((message) => message.id)).toEqual(['q1', 'a1', 'q2'])
    const other = longer.replace('And now?', 'And then?')
    expect((await importConversations(eve, { content: other })).items).toMatchObject([
      { outcome: 'refused', problem: expect.stringContaining('its messages differ') },
    ])
    await deleteConversation(eve, { id })
    expect((await importConversations(eve, { content: longer })).items).toMatchObject([
      { outcome: 'refused', problem: expect.stringContaining('was deleted here') },
    ])
  })

  it('of somebody else come in as one’s own, the same each time', async () => {
    const id = await begin()
    const content = await exported(ada, id)
    const [first] = (await importConversations(bob, { content })).items
    expect(first).toMatchObject({ outcome: 'new' })
    expect(first!.conversationId).not.toBe(id)
    expect((await importConversations(bob, { content })).items).toMatchObject([
      { outcome: 'same', conversationId: first!.conversationId },
    ])
    expect(await getConversation(bob, { id: first!.conversationId! })).toMatchObject({ isOwn: true, isShared: false })
    expect((await getConversation(ada, { id })).messages).toHaveLength(2)
  })

  it('of branches name each other again where they come in, also as somebody else’s', async () => {
    const id = await begin()
    const branch = await branchConversation(ada, { id, messageId: 'q1' })
    const { text: content } = await exportConversations(ada, { ids: [id, branch.id] })
    await importConversations(eve, { content })
    expect(await listBranches(eve, { id: branch.id })).toMatchObject({ origin: { id, messageId: 'q1' } })
    expect(await listBranches(eve, { id })).toMatchObject({ branches: [{ id: branch.id, messageId: 'q1' }] })
    expect((await exportConversations(eve, { ids: [id, branch.id] })).text).toBe(content)

    const { items } = await importConversations(bob, { content })
    const [own, ownBranch] = items.map(({ conversationId }) => conversationId!)
    expect(await listBranches(bob, { id: ownBranch! })).toMatchObject({ origin: { id: own, messageId: 'q1' } })
  })

  it('of a branch alone are whole, and keep where it came from', async () => {
    const id = await begin()
    const branch = await branchConversation(ada, { id, messageId: 'a1' })
    const content = await exported(ada, branch.id)
    await importConversations(eve, { content })
    expect((await getConversation(eve, { id: branch.id })).messages).toHaveLength(2)
    expect((await listBranches(eve, { id: branch.id })).origin).toBeNull()
    await importConversations(eve, { content: await exported(ada, id) })
    expect((await listBranches(eve, { id: branch.id })).origin).toMatchObject({ id, messageId: 'a1' })
  })

  it('can be imported however large they are, and are refused where they could not', { timeout: 180_000 }, async () => {
    const quotes = '"'.repeat(1_000_000)
    const of = async (count: number) => {
      const { id } = await createConversation(ada, { title: `${count} MB of quotes` })
      const messages = Array.from({ length: count }, (_, at) => ({
        id: `m${at}`,
        role: 'user' as const,
        content: quotes,
      }))
      for (const message of messages) await appendMessages(ada, { id, messages: [message] })
      return id
    }
    const content = await exported(ada, await of(15))
    expect(Buffer.byteLength(JSON.stringify({ content }))).toBeLessThan(LIMITS.conversationImportBytes)
    expect((await importConversations(eve, { content })).items).toMatchObject([{ outcome: 'new', messages: 15 }])
    await expect(exported(ada, await of(17))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    const larger = importConversations(eve, { content: ' '.repeat(LIMITS.conversationFileBytes + 1) })
    await expect(larger).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  })

  it('are only those that may be read', async () => {
    const id = await begin()
    await expect(exportConversations(bob, { ids: [id] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await updateConversation(ada, { id, isShared: true })
    expect(await exported(bob, id)).toBe(await exported(ada, id))
  })

  it('can be read as Markdown', async () => {
    const id = await begin()
    const { fileName, text } = await exportConversations(ada, { ids: [id], format: 'markdown' })
    expect(fileName).toBe('gro-e-form.md')
    expect(text).toContain('# Größe & “Form”\n\nTags: a, b\n\n## Ada · 2024-02-29 21:59 UTC\n\nHow # large?')
    expect(text).toMatch(/## Answer · .* UTC\n\n\*\*Large\*\* 🦜\n$/)
  })
})

describe('an import', () => {
  const saved = (id: string, contents: string[]) => ({
    id,
    title: id,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-02T00:00:00Z',
    later: true,
    messages: contents.map((content, at) => ({
      id: `m${at}`,
      role: 'user',
      content,
      at: '2026-01-01T00:00:00Z',
      more: 1,
    })),
  })
  const file = (...conversations: unknown[]) =>
    JSON.stringify({ format: 'loadout-conversations', version: 9, conversations })

  it('names what it refuses and takes the rest, only those that are wanted', async () => {
    const content = file(saved('one', ['1']), saved('two', []), saved('one', ['1', '2']), saved('three', ['3']), 7)
    const { items } = await importConversations(ada, { content, isPlan: true })
    expect(items.map(({ sourceId, outcome }) => [sourceId, outcome])).toEqual([
      ['one', 'new'],
      ['two', 'refused'],
      ['one', 'refused'],
      ['three', 'new'],
      ['unknown', 'refused'],
    ])
    const wanted = await importConversations(ada, { content, ids: ['three'] })
    expect(wanted.items).toMatchObject([{ sourceId: 'three', outcome: 'new' }])
    await expect(getConversation(ada, { id: 'one' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('takes thousands of messages, and refuses a file of something else', async () => {
    const contents = Array.from({ length: 5_000 }, (_, at) => `Message ${at}`)
    const { items } = await importConversations(ada, { content: file(saved('long', contents)) })
    expect(items).toMatchObject([{ outcome: 'new', messages: 5_000 }])
    const { messages } = await getConversation(ada, { id: 'long' })
    expect(messages.map(({ content }) => content)).toEqual(contents)
    await expect(importConversations(ada, { content: 'no JSON' })).rejects.toMatchObject({ code: 'VALIDATION' })
  }, 240_000)

  it('of two at once stores a conversation once', async () => {
    const content = file(saved('both', ['1', '2']))
    const both = await Promise.all([importConversations(ada, { content }), importConversations(ada, { content })])
    expect(both.flatMap(({ items }) => items).filter(({ outcome }) => outcome === 'new')).not.toHaveLength(0)
    expect((await getConversation(ada, { id: 'both' })).messages).toHaveLength(2)
  })
})
