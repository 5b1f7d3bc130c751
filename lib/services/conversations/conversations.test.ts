import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { appendMessage } from './append-message'
import { appendMessages } from './append-messages'
import { createConversation } from './create-conversation'
import { deleteConversation } from './delete-conversation'
import { getConversation } from './get-conversation'
import { listConversations } from './list-conversations'
import { loadHistory } from './messages/load-history'
import { purgeConversations } from './purge-conversations'
import { restoreConversation } from './restore-conversation'
import { updateSummaries } from './summaries/update-summaries'
import { updateConversation } from './update-conversation'

let workspaceId: string
let ada: Actor
let bob: Actor

beforeAll(async () => {
  workspaceId = (await createTestWorkspace('conversations')).workspaceId
  ada = (await createTestUser(workspaceId, 'editor')).actor
  bob = (await createTestUser(workspaceId, 'owner')).actor
})

const idsOf = async (actor: Actor, input: object = {}) =>
  (await listConversations(actor, input)).items.map(({ id }) => id)

describe('a conversation', () => {
  it('is private until it is shared, and read-only for the others then', async () => {
    const { id } = await createConversation(ada, { title: 'Plans' })
    await appendMessage(ada, { id, role: 'user', content: 'Hello' })
    await expect(getConversation(bob, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await idsOf(bob)).not.toContain(id)

    await updateConversation(ada, { id, isShared: true })
    expect(await getConversation(bob, { id })).toMatchObject({ isOwn: false, messages: [{ content: 'Hello' }] })
    expect(await idsOf(bob)).toContain(id)
    const foreign = { code: 'FORBIDDEN' }
    await expect(updateConversation(bob, { id, title: 'Mine' })).rejects.toMatchObject(foreign)
    await expect(appendMessage(bob, { id, role: 'user', content: 'Hi' })).rejects.toMatchObject(foreign)
    await expect(deleteConversation(bob, { id })).rejects.toMatchObject(foreign)

    await updateConversation(ada, { id, isShared: false })
    await expect(getConversation(bob, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('can be brought back by its author after it was deleted', async () => {
    const { id } = await createConversation(ada, { title: 'Gone' })
    await deleteConversation(ada, { id })
    await expect(getConversation(ada, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await idsOf(ada)).not.toContain(id)
    await expect(deleteConversation(ada, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(restoreConversation(bob, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await restoreConversation(ada, { id })).toMatchObject({ id, title: 'Gone' })
    await expect(restoreConversation(ada, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is purged when the time to bring it back is over', async () => {
    const [old, recent] = [
      await createConversation(ada, { title: 'Old' }),
      await createConversation(ada, { title: 'New' }),
    ]
    await deleteConversation(ada, { id: old.id })
    const deletedAt = new Date(Date.now() - (LIMITS.conversationUndoDays * 24 + 1) * 3_600_000)
    await prisma.conversation.update({ where: { workspaceId_id: { workspaceId, id: old.id } }, data: { deletedAt } })
    await deleteConversation(ada, { id: recent.id })
    await expect(restoreConversation(ada, { id: old.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await purgeConversations(workspaceId, new AbortController().signal)
    expect(await prisma.conversation.count({ where: { workspaceId, id: old.id } })).toBe(0)
    await restoreConversation(ada, { id: recent.id })
    const waiting = await prisma.$queryRaw`
      SELECT 1 FROM pgboss.job WHERE "singleton_key" = ${`purge-conversations ${workspaceId} all`}`
    expect(waiting).toHaveLength(1)
  })

  it('is read from its end, and back from there', async () => {
    const { id } = await createConversation(ada, {})
    // each question has two answers
    const messages = Array.from({ length: 30 }, (_, at) => ({
      id: `m${at}`,
      role: at % 3 === 0 ? ('user' as const) : ('assistant' as const),
      content: `Said at ${at}`,
    }))
    await appendMessages(ada, { id, messages })
    const read = async (input: object) => {
      const { messages: some, earlier } = await getConversation(ada, { id, ...input })
      return [some[0]?.id, some.at(-1)?.id, some.length, earlier]
    }
    expect(await read({})).toEqual(['m0', 'm29', 30, 0])
    // back to the question of the first answer
    expect(await read({ limit: 5 })).toEqual(['m24', 'm29', 6, 24])
    expect(await read({ limit: 5, before: 'm24' })).toEqual(['m18', 'm23', 6, 18])
    expect(await read({ limit: 50, before: 'm18' })).toEqual(['m0', 'm17', 18, 0])
    expect(await read({ limit: 5, before: 'm0' })).toEqual([undefined, undefined, 0, 0])
    expect(await read({ limit: 5, including: 'm10' })).toEqual(['m9', 'm29', 21, 9])
    expect(await read({ limit: 5, including: 'm29' })).toEqual(['m24', 'm29', 6, 24])
    expect(await read({ limit: 5, including: 'gone' })).toEqual(['m24', 'm29', 6, 24])
    await expect(read({ limit: 5, before: 'gone' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('keeps the order of messages that come at once', async () => {
    const { id } = await createConversation(ada, {})
    const contents = Array.from({ length: 10 }, (_, index) => `Message ${index}`)
    await Promise.all(contents.map((content) => appendMessage(ada, { id, role: 'user', content })))
    const { messages, messageCount } = await getConversation(ada, { id })
    expect(messages.map(({ content }) => content).toSorted()).toEqual(contents)
    expect(messageCount).toBe(10)
  })

  it('refuses an unknown profile and a blank title', async () => {
    await expect(createConversation(ada, { profileId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(createConversation(ada, { title: ' ' })).rejects.toMatchObject({ code: 'VALIDATION' })
  })
})

describe('listConversations', () => {
  it('pages, latest first, and searches titles', async () => {
    const cleo = (await createTestUser(workspaceId, 'reviewer')).actor
    const made: string[] = []
    for (let index = 0; index < 7; index++) made.push((await createConversation(cleo, { title: `Topic ${index}` })).id)
    await appendMessage(cleo, { id: made[2] ?? '', role: 'user', content: 'Bump' })
    const expected = [made[2], ...made.filter((_, index) => index !== 2).toReversed()]

    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listConversations(cleo, { limit: 3, cursor })
      expect(page.total).toBe(7)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(expected)
    expect(await idsOf(cleo, { q: 'TOPIC 4' })).toEqual([made[4]])
    expect(await idsOf(cleo, { q: '%' })).toEqual([])
    await expect(listConversations(cleo, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'VALIDATION' })
  })
})

describe('loadHistory', () => {
  const fill = async (count: number, length: number) => {
    const { id } = await createConversation(ada, { title: 'Long' })
    await prisma.$executeRaw`
      INSERT INTO "ConversationMessage" ("workspaceId", "conversationId", "id", "ordinal", "role", "content")
      SELECT ${workspaceId}, ${id}, 'msg_' || n, n, CASE n % 2 WHEN 1 THEN 'user' ELSE 'assistant' END,
        repeat('x', ${length}::int)
      FROM generate_series(1, ${count}::int) AS n`
    return { workspaceId, conversationId: id }
  }

  it('reads the latest messages of a conversation that has grown without end, in order', async () => {
    const where = await fill(LIMITS.historyMessages + 10, 5)
    const ids = (await loadHistory(prisma, where)).turns.map(({ id }) => id)
    expect(ids).toEqual(Array.from({ length: LIMITS.historyMessages }, (_, index) => `msg_${index + 11}`))
    const before = (await loadHistory(prisma, where, 13)).turns.map(({ id }) => id)
    expect(before).toEqual(Array.from({ length: 12 }, (_, index) => `msg_${index + 1}`))
  })

  it('reads no more text than any window holds', async () => {
    const where = await fill(12, LIMITS.messageLength)
    const { turns } = await loadHistory(prisma, where)
    expect(turns.map(({ id }) => id)).toEqual([
      'msg_5',
      'msg_6',
      'msg_7',
      'msg_8',
      'msg_9',
      'msg_10',
      'msg_11',
      'msg_12',
    ])
  })
})

describe('updateSummaries', () => {
  /** Exchanges of some 170 words, each on a day of its own: an episode each, but for the last. */
  const said = (days: number, first = 1) =>
    Array.from({ length: days }, (_, index) => first + index).flatMap((day) => {
      const at = new Date(Date.UTC(2026, 0, day)).toISOString()
      const filler = 'So it goes on and on, as it has done with these things. '.repeat(12)
      return [
        { id: `u${day}`, role: 'user', at, content: `We decided on plan ${day}.` },
        { id: `a${day}`, role: 'assistant', at, content: `${filler}Noted.` },
      ]
    })

  it('summarizes each episode once, and six of them once more, and what is still open not at all', async () => {
    const { id } = await createConversation(ada, {})
    const where = { workspaceId, conversationId: id }
    await appendMessages(ada, { id, messages: said(4) })
    await updateSummaries(where)
    const early = (await loadHistory(prisma, where)).summaries
    expect(early.map(({ fromTurnId, throughTurnId }) => `${fromTurnId}-${throughTurnId}`)).toEqual([
      'u1-a1',
      'u2-a2',
      'u3-a3',
    ])
    expect(early[1]?.text).toBe('User: We decided on plan 2.')
    expect(early[1]?.sourceTokens).toBeGreaterThan(150)

    await appendMessages(ada, { id, messages: said(4, 5) })
    // two at once, and once more: each range has one summary
    await Promise.all([updateSummaries(where), updateSummaries(where)])
    await updateSummaries(where)
    const { summaries } = await loadHistory(prisma, where)
    const ranges = summaries.map(({ level, fromTurnId, throughTurnId }) => `${level}: ${fromTurnId}-${throughTurnId}`)
    const episodes = [1, 2, 3, 4, 5, 6, 7].map((day) => `1: u${day}-a${day}`)
    expect(ranges.toSorted()).toEqual([...episodes, '2: u1-a6'])
    expect(summaries.filter(({ id }) => early.some((each) => each.id === id))).toHaveLength(3)
    const chapter = summaries.find(({ level }) => level === 2)?.text ?? ''
    expect(chapter).toMatch(/^User: We decided on plan 1\.\nUser: We decided on plan/)
    expect(chapter.length).toBeLessThan(early.reduce((sum, { text }) => sum + 2 * text.length, 0))
  })

  it('makes none of what cannot be told shorter, and nothing is lost by that', async () => {
    const { id } = await createConversation(ada, {})
    const where = { workspaceId, conversationId: id }
    const messages = said(3).map((message) => ({ ...message, content: 'word '.repeat(200) }))
    await appendMessages(ada, { id, messages })
    await updateSummaries(where)
    const { turns, summaries } = await loadHistory(prisma, where)
    expect(summaries).toEqual([])
    expect(turns).toHaveLength(6)
  })
})

describe('appendMessages', () => {
  it('keeps ids, times, speakers and order, and can be repeated', async () => {
    const { id } = await createConversation(ada, {})
    const messages = [
      { id: 'm-1', role: 'user', speaker: 'Mara', at: '2025-03-01T10:00:00+02:00', content: 'One' },
      { id: 'm-2', role: 'assistant', content: 'Two' },
    ]
    expect(await appendMessages(ada, { id, messages: messages.slice(0, 1) })).toEqual({ added: 1, existing: 0 })
    expect(await appendMessages(ada, { id, messages })).toEqual({ added: 1, existing: 1 })
    const { turns } = await loadHistory(prisma, { workspaceId, conversationId: id })
    expect(turns[0]).toMatchObject({ id: 'm-1', role: 'user', speaker: 'Mara', day: '2025-03-01', content: 'One' })
    expect(turns[1]).toMatchObject({ id: 'm-2', role: 'assistant', content: 'Two' })
    expect((await getConversation(ada, { id })).messages[0]?.createdAt).toBe('2025-03-01T08:00:00.000Z')
  })

  it('refuses another text under a known id, the same id twice, and foreign conversations, and stores nothing then', async () => {
    const { id } = await createConversation(ada, {})
    await appendMessages(ada, { id, messages: [{ id: 'm-1', role: 'user', content: 'One' }] })
    const clash = [
      { id: 'm-2', role: 'user', content: 'Two' },
      { id: 'm-1', role: 'user', content: 'Other' },
    ]
    await expect(appendMessages(ada, { id, messages: clash })).rejects.toMatchObject({ code: 'CONFLICT' })
    const twice = [clash[0], clash[0]]
    await expect(appendMessages(ada, { id, messages: twice })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(appendMessages(bob, { id, messages: clash })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await getConversation(ada, { id })).messages).toHaveLength(1)
  })
})
