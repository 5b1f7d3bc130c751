import type { UIMessageChunk } from 'ai'
import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { getComposition } from '@/lib/services/compose/get-composition'
import { appendMessages } from '@/lib/services/conversations/append-messages'
import { branchConversation } from '@/lib/services/conversations/branch-conversation'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { deleteConversation } from '@/lib/services/conversations/delete-conversation'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { listBranches } from '@/lib/services/conversations/list-branches'
import { updateConversation } from '@/lib/services/conversations/update-conversation'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { streamChat } from './stream-chat'

let ada: Actor
let bob: Actor

beforeAll(async () => {
  const { workspaceId } = await createTestWorkspace('branches')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  ada = (await createTestUser(workspaceId, 'editor')).actor
  bob = (await createTestUser(workspaceId, 'editor')).actor
})

async function chat(actor: Actor, input: object): Promise<{ conversationId: string; isNew: boolean }> {
  const stream = await streamChat(actor, input, {
    onError: (error) => {
      throw error
    },
  })
  const chunks: UIMessageChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  const told = chunks.find(({ type }) => type === 'data-conversation')
  if (!told || !('data' in told)) throw new Error('nothing was stored')
  return told.data as { conversationId: string; isNew: boolean }
}

const said = async (actor: Actor, id: string) =>
  (await getConversation(actor, { id })).messages.map(({ role, content }) => (role === 'user' ? content : role))

async function begin(): Promise<string> {
  const { id } = await createConversation(ada, { title: 'Route' })
  await appendMessages(ada, {
    id,
    messages: [
      { id: 'q1', role: 'user', content: 'We go by train.' },
      { id: 'a1', role: 'assistant', content: 'Noted.' },
      { id: 'q2', role: 'user', content: 'Which train is the fastest?' },
      { id: 'a2', role: 'assistant', content: 'The night train.' },
    ],
  })
  return id
}

describe('a branch', () => {
  it('has what was said up to a message, names where it comes from, and leaves that as it is', async () => {
    const id = await begin()
    await updateConversation(ada, { id, tags: ['travel'] })
    const branch = await branchConversation(ada, { id, messageId: 'a1' })
    expect(branch).toMatchObject({ title: 'Route', isBranch: true, tags: ['travel'], messageCount: 2, isShared: false })
    expect(await said(ada, branch.id)).toEqual(['We go by train.', 'assistant'])
    expect(await said(ada, id)).toHaveLength(4)
    expect(await listBranches(ada, { id: branch.id })).toEqual({
      origin: { id, title: 'Route', messageId: 'a1' },
      branches: [],
    })
    expect(await listBranches(ada, { id })).toEqual({
      origin: null,
      branches: [{ id: branch.id, title: 'Route', messageId: 'a1' }],
    })
    await deleteConversation(ada, { id })
    expect((await listBranches(ada, { id: branch.id })).origin).toBeNull()
    expect(await said(ada, branch.id)).toHaveLength(2)
  })

  it('of a shared conversation belongs to whom it is made by, who sees no private branches of others', async () => {
    const id = await begin()
    await expect(branchConversation(bob, { id, messageId: 'q1' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await updateConversation(ada, { id, isShared: true, tags: ['travel'] })
    await branchConversation(ada, { id, messageId: 'q1' })
    const branch = await branchConversation(bob, { id, messageId: 'q2' })
    expect(branch).toMatchObject({ isOwn: true, isShared: false, tags: [] })
    expect((await listBranches(bob, { id })).branches.map((each) => each.id)).toEqual([branch.id])
    await expect(branchConversation(bob, { id, messageId: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a question that is edited', () => {
  it('is asked in a branch that saw only what was said before it', async () => {
    const id = await begin()
    const asked = await chat(ada, { conversationId: id, branchAt: 'q2', text: 'Which train is the cheapest?' })
    expect(asked.isNew).toBe(true)
    expect(asked.conversationId).not.toBe(id)
    expect(await said(ada, asked.conversationId)).toEqual([
      'We go by train.',
      'assistant',
      'Which train is the cheapest?',
      'assistant',
    ])
    expect(await said(ada, id)).toEqual(['We go by train.', 'assistant', 'Which train is the fastest?', 'assistant'])
    const { messages } = await getConversation(ada, { id: asked.conversationId })
    const { trace, text } = await getComposition(ada, { id: messages.at(-1)!.compositionId! })
    expect(trace.turns?.map(({ turnId }) => turnId)).toEqual(['q1', 'a1'])
    expect(text).not.toContain('fastest')
    expect((await listBranches(ada, { id })).branches).toMatchObject([{ messageId: 'a1' }])
  })

  it('gives a branch its name where it was the first', async () => {
    const id = await begin()
    const { conversationId } = await chat(ada, { conversationId: id, branchAt: 'q1', text: 'We go by ship.' })
    expect(await getConversation(ada, { id: conversationId })).toMatchObject({
      title: 'We go by ship.',
      messageCount: 2,
    })
    expect((await listBranches(ada, { id })).branches).toMatchObject([{ messageId: null }])
  })
})

describe('an answer that is asked for again in a branch', () => {
  it('is kept beside the new one', async () => {
    const id = await begin()
    const { conversationId } = await chat(ada, { conversationId: id, branchAt: 'a2', trigger: 'regenerate-message' })
    expect(await said(ada, conversationId)).toEqual(await said(ada, id))
    const { messages } = await getConversation(ada, { id: conversationId })
    expect(messages.at(-1)).toMatchObject({ role: 'assistant', status: 'complete' })
    expect(messages.at(-1)!.content).not.toBe('The night train.')
    expect((await getConversation(ada, { id })).messages.at(-1)!.content).toBe('The night train.')
  })

  it('leaves other answers to the same question where they are', async () => {
    const id = await begin()
    await chat(ada, { conversationId: id, trigger: 'regenerate-message', isBeside: true })
    const { messages } = await getConversation(ada, { id })
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'assistant'])
    const again = { conversationId: id, branchAt: messages.at(-1)!.id, trigger: 'regenerate-message' }
    const { conversationId } = await chat(ada, again)
    expect(await said(ada, conversationId)).toHaveLength(4)
    expect(await said(ada, id)).toHaveLength(5)
    expect((await listBranches(ada, { id })).branches).toMatchObject([{ messageId: 'q2' }])
  })

  it('needs a question before it, and a conversation that can be read', async () => {
    const id = await begin()
    const refused = { code: 'VALIDATION' }
    const again = { conversationId: id, trigger: 'regenerate-message' }
    await expect(chat(ada, { ...again, branchAt: 'q1' })).rejects.toMatchObject(refused)
    await expect(chat(ada, { branchAt: 'q1', text: 'To nowhere' })).rejects.toMatchObject(refused)
    await expect(chat(bob, { ...again, branchAt: 'a2' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(chat(ada, { ...again, branchAt: 'gone' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
