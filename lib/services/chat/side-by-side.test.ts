import type { UIMessageChunk } from 'ai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { env } from '@/lib/env'
import { everyTry, retryAtOnce } from '@/lib/models/testing/retries.fixture'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { pickContinued } from '@/lib/schemas/contexts/side-by-side'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { branchConversation } from '@/lib/services/conversations/branch-conversation'
import { chooseAnswer } from '@/lib/services/conversations/choose-answer'
import { exportConversations } from '@/lib/services/conversations/export-conversations'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { importConversations } from '@/lib/services/conversations/import-conversations'
import { loadHistory } from '@/lib/services/conversations/messages/load-history'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { getConversationUsage } from '@/lib/services/usage/get-conversation-usage'
import { resumeAnswer } from './resume-answer'
import { stopAnswer } from './stop-answer'
import { streamChat } from './stream-chat'

let upstream: ScriptedOpenAi
let actor: Actor
const [SMALL, LARGE] = ['scripted-small', 'scripted-large']
const USAGE = { prompt_tokens: 100, completion_tokens: 10 }

retryAtOnce()

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  const workspace = await createTestWorkspace('side-by-side')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  actor = (await createTestUser(workspace.workspaceId, 'editor')).actor
  await saveProvider(workspace.actor, {
    kind: 'openai-compatible',
    name: 'Scripted',
    baseUrl: upstream.baseUrl,
    apiKey: 'sk-any',
    models: [SMALL, LARGE].map((id) => ({ id, contextWindow: 20_000 })),
  })
})
afterAll(() => upstream.stop())

const open = (input: object) => streamChat(actor, { model: SMALL, ...input }, { onError: () => undefined })

type Stored = { conversationId: string; userMessageId: string }

async function read(stream: ReadableStream<UIMessageChunk>): Promise<{ chunks: UIMessageChunk[]; stored: Stored }> {
  const chunks: UIMessageChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  const told = chunks.find(({ type }) => type === 'data-conversation')
  if (!told || !('data' in told)) throw new Error('nothing was stored')
  return { chunks, stored: told.data as Stored }
}
const chat = async (input: object) => read(await open(input))
const again = (conversationId: string, column: number, more: object = {}) => ({
  ...{ conversationId, column, trigger: 'regenerate-message', model: LARGE },
  ...more,
})
const answersOf = async (id: string) =>
  (await getConversation(actor, { id })).messages
    .filter(({ role }) => role === 'assistant')
    .toSorted((a, b) => (a.column ?? 0) - (b.column ?? 0))
const historyOf = async (conversationId: string) =>
  (await loadHistory(prisma, { workspaceId: actor.workspaceId, conversationId })).turns.map(({ content }) => content)

/** Two whole answers, side by side. */
async function askTwo(text: string): Promise<string> {
  upstream.next({ deltas: ['Left.'], usage: USAGE }, { deltas: ['Right.'], usage: USAGE })
  const { stored } = await chat({ text, column: 1 })
  await chat(again(stored.conversationId, 2))
  return stored.conversationId
}

describe('answers side by side', () => {
  it('are written at once, each with its own model, and booked once each', async () => {
    const held = Promise.withResolvers<void>()
    upstream.next({ deltas: ['Left, ', 'at last.'], heldUntil: held.promise, usage: USAGE })
    const left = await open({ text: 'Which one?', column: 1 })
    const [running] = await prisma.runningAnswer.findMany({
      where: { workspaceId: actor.workspaceId },
      select: { conversationId: true },
    })
    const { conversationId } = running!
    await expect.poll(() => upstream.received.length).toBeGreaterThan(0)
    upstream.next({ deltas: ['Right.'], usage: USAGE })
    await chat(again(conversationId, 2, { policy: 'default@1' }))
    expect(await answersOf(conversationId)).toMatchObject([
      { column: 1, status: 'running', askedWith: { model: SMALL } },
      { column: 2, status: 'complete', content: 'Right.', askedWith: { model: LARGE, policy: 'default@1' } },
    ])
    held.resolve()
    await read(left)
    expect((await answersOf(conversationId)).map(({ content }) => content)).toEqual(['Left, at last.', 'Right.'])
    const usage = await getConversationUsage(actor, { id: conversationId })
    expect(usage.total).toMatchObject({ calls: 2, inputTokens: 200, outputTokens: 20 })
  })

  it('are refused beyond the last column, for a column that is being written, and for another question', async () => {
    const held = Promise.withResolvers<void>()
    upstream.next({ deltas: ['One.'] }, { deltas: ['Held.'], heldUntil: held.promise })
    const { stored } = await chat({ text: 'How many?', column: 1 })
    const { conversationId, userMessageId } = stored
    const second = await open(again(conversationId, 2, { questionId: userMessageId }))
    await expect(open(again(conversationId, 2))).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(open({ conversationId, text: 'And now?' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(open({ conversationId, text: 'And now?', column: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
    const plain = { conversationId, trigger: 'regenerate-message', isBeside: true }
    await expect(open(plain)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(open(again(conversationId, 3, { questionId: 'msg_other' }))).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    await expect(open(again(conversationId, LIMITS.columns + 1))).rejects.toMatchObject({ code: 'VALIDATION' })
    held.resolve()
    await read(second)
    expect(await answersOf(conversationId)).toHaveLength(2)
  })

  it('fail by themselves, and are asked for again in their place', async () => {
    upstream.next({ deltas: ['Left.'] }, ...everyTry({ status: 500, error: 'boom' }), { deltas: ['Right.'] })
    const { stored } = await chat({ text: 'Who fails?', column: 1 })
    const { conversationId } = stored
    await chat(again(conversationId, 2))
    expect(await answersOf(conversationId)).toMatchObject([
      { column: 1, status: 'complete' },
      { column: 2, status: 'failed', content: '', askedWith: { model: LARGE } },
    ])
    await chat(again(conversationId, 2))
    expect((await answersOf(conversationId)).map(({ content }) => content)).toEqual(['Left.', 'Right.'])
    // another one of the first leaves the second alone
    upstream.next({ deltas: ['Left again.'] })
    await chat(again(conversationId, 1))
    expect((await answersOf(conversationId)).map(({ content }) => content)).toEqual(['Left again.', 'Right.'])
  })

  it('that broke off keep what came, and go on in their column', async () => {
    upstream.next({ deltas: ['Left.'] }, { disconnectAfter: ['Half a '] }, { deltas: ['sentence.'] })
    const { stored } = await chat({ text: 'Who dies?', column: 1 })
    const { conversationId } = stored
    await chat(again(conversationId, 2))
    expect(await answersOf(conversationId)).toMatchObject([
      { content: 'Left.', status: 'complete' },
      { content: 'Half a ', status: 'interrupted' },
    ])
    await chat({ conversationId, column: 2, trigger: 'continue-message' })
    expect(await answersOf(conversationId)).toMatchObject([
      { content: 'Left.', status: 'complete' },
      { content: 'Half a sentence.', status: 'complete' },
    ])
  })

  it('are stopped one by one or all, and read again one by one', async () => {
    const { resolve, promise } = Promise.withResolvers<void>()
    upstream.completionRule = () => ({ deltas: ['So far ', 'and on.'], heldUntil: promise })
    const first = await open({ text: 'Who stops?', column: 1 })
    const [{ conversationId }] = (await prisma.runningAnswer.findMany({
      where: { workspaceId: actor.workspaceId },
      select: { conversationId: true },
    })) as [{ conversationId: string }]
    const others = await Promise.all([2, 3].map((column) => open(again(conversationId, column))))
    const [left, middle, right] = await answersOf(conversationId)
    await expect.poll(() => upstream.received.length).toBeGreaterThan(2)
    const resumed = await resumeAnswer(actor, { id: conversationId, messageId: middle!.id })
    const begun = await resumed!.getReader().read()
    expect(begun.value).toMatchObject({ type: 'start', messageId: middle!.id, messageMetadata: { column: 2 } })
    await stopAnswer(actor, { id: conversationId, messageId: middle!.id })
    await read(others[0]!)
    expect((await answersOf(conversationId)).map(({ status }) => status)).toEqual(['running', 'stopped', 'running'])
    await stopAnswer(actor, { id: conversationId })
    await Promise.all([read(first), read(others[1]!)])
    upstream.completionRule = undefined
    resolve()
    const stopped = await answersOf(conversationId)
    expect(stopped.map(({ status }) => status)).toEqual(['stopped', 'stopped', 'stopped'])
    expect(stopped.map(({ id }) => id)).toEqual([left!.id, middle!.id, right!.id])
    expect(await resumeAnswer(actor, { id: conversationId })).toBeNull()
  })
})

describe('a conversation with answers side by side', () => {
  it('goes on with the first of them until another is chosen', async () => {
    const id = await askTwo('Which way?')
    expect(await historyOf(id)).toEqual(['Which way?', 'Left.'])
    const [left, right] = await answersOf(id)
    expect(pickContinued([left!, right!])).toBe(left)
    await chooseAnswer(actor, { id, messageId: right!.id })
    expect(await historyOf(id)).toEqual(['Which way?', 'Right.'])
    expect(pickContinued(await answersOf(id))?.content).toBe('Right.')
    expect((await getConversation(actor, { id })).model).toBe(LARGE)
    await chooseAnswer(actor, { id, messageId: left!.id })
    expect((await answersOf(id)).map(({ isChosen }) => isChosen)).toEqual([true, false])
    await chooseAnswer(actor, { id, messageId: right!.id })

    upstream.next({ deltas: ['Later.'] })
    await chat({ conversationId: id, text: 'And then?' })
    const sent = JSON.stringify(upstream.received.at(-1)?.body.messages)
    expect(sent).toContain('Right.')
    expect(sent).not.toContain('Left.')
    await expect(chooseAnswer(actor, { id, messageId: left!.id })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(chooseAnswer(actor, { id, messageId: 'msg_none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('does not go on with an answer that has no words', async () => {
    upstream.next({ deltas: ['Left.'] }, ...everyTry({ status: 500, error: 'boom' }))
    const { stored } = await chat({ text: 'Without words?', column: 1 })
    await chat(again(stored.conversationId, 2))
    const [, failed] = await answersOf(stored.conversationId)
    const input = { id: stored.conversationId, messageId: failed!.id }
    await expect(chooseAnswer(actor, input)).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('branches from the one that is named, and comes back from a file as it was', async () => {
    const id = await askTwo('Which branch?')
    const [left, right] = await answersOf(id)
    const branch = await branchConversation(actor, { id, messageId: right!.id })
    expect(await historyOf(branch.id)).toEqual(['Which branch?', 'Right.'])
    expect(await historyOf((await branchConversation(actor, { id, messageId: left!.id })).id)).toContain('Left.')

    await chooseAnswer(actor, { id, messageId: right!.id })
    const { text } = await exportConversations(actor, { ids: [id] })
    const { actor: other } = await createTestWorkspace('side-by-side-import')
    const { items } = await importConversations(other, { content: text })
    const { messages } = await getConversation(other, { id: items[0]!.conversationId! })
    expect(messages).toMatchObject([
      { content: 'Which branch?', column: null },
      { content: 'Left.', column: 1, askedWith: { model: SMALL }, isChosen: false },
      { content: 'Right.', column: 2, askedWith: { model: LARGE }, isChosen: true },
    ])
  })
})
