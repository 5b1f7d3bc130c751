import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { appendMessage } from './append-message'
import { appendMessages } from './append-messages'
import { createConversation } from './create-conversation'
import { deleteConversation } from './delete-conversation'
import { listConversationTags } from './list-conversation-tags'
import { listConversations } from './list-conversations'
import { updateConversation } from './update-conversation'

let ada: Actor
let bob: Actor

beforeAll(async () => {
  const { workspaceId } = await createTestWorkspace('finding-conversations')
  ada = (await createTestUser(workspaceId, 'editor')).actor
  bob = (await createTestUser(workspaceId, 'owner')).actor
})

const list = async (actor: Actor, input: object) => (await listConversations(actor, input)).items
const titles = async (actor: Actor, input: object) => (await list(actor, input)).map(({ title }) => title)

async function begin(title: string, contents: string[]): Promise<string> {
  const { id } = await createConversation(ada, { title })
  for (const content of contents) await appendMessage(ada, { id, role: 'user', content })
  return id
}

describe('the search of conversations', () => {
  it('finds what was said, every word of it, and shows where', async () => {
    const before = 'word '.repeat(100)
    await begin('Launch', ['Hello', `${before}the Ünicorn flies at noon, 100% sure`, 'Noon it is'])
    await begin('Other launch', ['A unicycle'])
    const [found, ...others] = await list(ada, { q: 'üNICORN noon' })
    expect(others).toEqual([])
    expect(found).toMatchObject({ title: 'Launch' })
    expect(found!.found!.excerpt).toMatch(/^….*the Ünicorn flies at noon, 100% sure$/)
    expect(await titles(ada, { q: 'launch unicycle' })).toEqual(['Other launch'])
    expect(await titles(ada, { q: 'unicorn_' })).toEqual([])
    // a wildcard stands for itself
    expect(await titles(ada, { q: '100%' })).toEqual(['Launch'])
    expect(await titles(ada, { q: '1%' })).toEqual([])
    await begin('Cold', ['At 77 \u212A in KÖLN, ＴＯＫＹＯ and 東京都 alike, _not_ Kiel'])
    for (const q of ['77 \u212A', '77 k', 'köln', 'KÖln not', '東京', 'tokyo', '_NOT_', 'kie', '都 ö']) {
      expect(await titles(ada, { q }), q).toEqual(q === 'tokyo' ? [] : ['Cold'])
    }
    await begin('Signs', ['Der ÅNGSTRÖM \u212B, die Straße und STRAẞE, ein ЖУК, ΣΟΦΊΑ und Őrült, eine B\u212a\u0150R'])
    for (const q of ['ångström', 'Å,', 'straße', 'STRAẞE', 'жук', 'σοφία', 'őRÜLT', 'DIE ång', 'ström', 'bkőr']) {
      expect(await titles(ada, { q }), q).toEqual(['Signs'])
    }
    expect((await list(ada, { q: 'launch' })).map(({ found }) => found)).toEqual([null, null])
  })

  it('shows nobody what others said in private, and nothing of what was deleted', async () => {
    const id = await begin('Secret', ['The zebra is out'])
    expect(await titles(bob, { q: 'zebra' })).toEqual([])
    await updateConversation(ada, { id, isShared: true, tags: ['Zoo'] })
    expect(await titles(bob, { q: 'zebra' })).toEqual(['Secret'])
    expect((await listConversationTags(bob, {})).items).toEqual([{ tag: 'Zoo', conversations: 1 }])
    await deleteConversation(ada, { id })
    expect(await titles(bob, { q: 'zebra' })).toEqual([])
    expect((await listConversationTags(ada, {})).items).toEqual([])
  })
})

describe('the tags of a conversation', () => {
  it('are listed, filtered by and searched for, each once', async () => {
    const id = await begin('Invoices', [])
    const { tags, updatedAt } = await updateConversation(ada, { id, tags: ['zeta', ' Billing ', 'billing', 'ZETA'] })
    expect(tags).toEqual(['Billing', 'zeta'])
    expect(await titles(ada, { tag: 'Billing' })).toEqual(['Invoices'])
    expect(await titles(ada, { tag: 'Bill' })).toEqual([])
    expect(await titles(ada, { q: 'bill' })).toEqual(['Invoices'])
    expect((await listConversationTags(ada, {})).items).toEqual([
      { tag: 'Billing', conversations: 1 },
      { tag: 'zeta', conversations: 1 },
    ])
    // filing is no new activity
    expect((await updateConversation(ada, { id, tags: [] })).updatedAt).toBe(updatedAt)
    expect(await titles(ada, { tag: 'Billing' })).toEqual([])
  })
})

describe('an archived conversation', () => {
  it('is out of the list, found by its words, and back when it goes on', async () => {
    const id = await begin('Old matter', ['About the walrus'])
    expect(await updateConversation(ada, { id, isArchived: true })).toMatchObject({ isArchived: true })
    expect(await updateConversation(ada, { id, title: 'Older matter' })).toMatchObject({ isArchived: true })
    expect(await titles(ada, {})).not.toContain('Older matter')
    expect(await titles(ada, { archived: 'only' })).toEqual(['Older matter'])
    expect(await titles(ada, { archived: 'with', q: 'walrus' })).toEqual(['Older matter'])
    await appendMessages(ada, { id, messages: [{ role: 'user', content: 'It goes on' }] })
    expect((await titles(ada, {}))[0]).toBe('Older matter')
    await updateConversation(ada, { id, isArchived: true })
    expect(await updateConversation(ada, { id, isArchived: false })).toMatchObject({ isArchived: false })
    expect(await titles(ada, { archived: 'only' })).toEqual([])
  })
})

describe('the list of very many conversations', () => {
  it('takes no longer than a look at those that are shown', async () => {
    const { workspaceId } = await createTestWorkspace('many-conversations')
    const { actor } = await createTestUser(workspaceId, 'editor')
    const authorId = actor.kind === 'user' ? actor.userId : ''
    const ids = Array.from({ length: 6_000 }, (_, at) => `talk-${at}`)
    const updatedAt = new Date()
    await prisma.conversation.createMany({
      data: ids.map((id) => ({ workspaceId, id, title: id, authorId, updatedAt })),
    })
    await prisma.conversationMessage.createMany({
      data: ids.map((conversationId) => ({
        ...{ workspaceId, conversationId, id: `m-${conversationId}`, ordinal: 1, role: 'user', content: 'Hello' },
      })),
    })
    const start = performance.now()
    const { items, total } = await listConversations(actor, { limit: 20 })
    expect(performance.now() - start).toBeLessThan(2_000)
    expect([items.length, total]).toEqual([20, 6_000])
    expect(items.every(({ messageCount }) => messageCount === 1)).toBe(true)
    // a word that each of them has
    const asked = performance.now()
    expect((await listConversations(actor, { limit: 20, q: 'hello' })).total).toBe(6_000)
    expect(performance.now() - asked).toBeLessThan(3_000)
  })
})
