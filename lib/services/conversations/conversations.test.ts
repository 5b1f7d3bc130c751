import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { appendMessage } from './append-message'
import { createConversation } from './create-conversation'
import { deleteConversation } from './delete-conversation'
import { getConversation } from './get-conversation'
import { listConversations } from './list-conversations'
import { loadHistory } from './load-history'
import { restoreConversation } from './restore-conversation'
import { updateConversation } from './update-conversation'
import { updateSummary } from './update-summary'

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
    await restoreConversation(ada, { id: recent.id })
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

describe('updateSummary', () => {
  it('summarizes what has left the recent exchanges, in steps, and covers no recent one', async () => {
    const { id } = await createConversation(ada, {})
    const where = { workspaceId, conversationId: id }
    for (let index = 0; index < 9; index++) {
      await appendMessage(ada, { id, role: 'user', content: `Question ${index}` })
      await appendMessage(ada, { id, role: 'assistant', content: `Reply ${index}` })
      await updateSummary(where)
    }
    const { turns, summaries } = await loadHistory(prisma, where)
    const reach = summaries.map(({ throughTurnId }) => turns.find((turn) => turn.id === throughTurnId)?.content)
    expect(reach).toEqual(['Reply 2', 'Reply 5'])
    expect(summaries[1]?.text).toContain('Question 0')
    expect(summaries[1]?.text).toContain('Question 5')
    expect(summaries[1]?.text).not.toContain('Question 6')
  })
})
