import type { UIMessageChunk } from 'ai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS, OFFLINE_MODEL_ID } from '@/lib/engine'
import { env } from '@/lib/env'
import { OFFLINE_CHAT_NOTE } from '@/lib/models/offline/offline-chat'
import { everyTry, retryAtOnce } from '@/lib/models/testing/retries.fixture'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { RunningAnswer } from '@/lib/services/answers/running-answer'
import { createComposition } from '@/lib/services/compose/create-composition'
import { getComposition } from '@/lib/services/compose/get-composition'
import { deleteConversation } from '@/lib/services/conversations/delete-conversation'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { composeAnswer } from './answer/compose-answer'
import { storeAnswer } from './exchange/store-answer'
import type { OpenRequest } from './request/chat-request'
import { openRequest } from './request/open-request'
import { streamChat } from './stream-chat'

let upstream: ScriptedOpenAi
let actor: Actor
let colleague: Actor
const MODEL = 'scripted-small'

retryAtOnce()

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  upstream.requiredKey = 'sk-right'
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  const workspace = await createTestWorkspace('chat')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  actor = (await createTestUser(workspace.workspaceId, 'editor')).actor
  colleague = (await createTestUser(workspace.workspaceId, 'editor')).actor
  const content = '---\nname: Rollback\n---\n\n# Rollback\n\nTo undo a deployment run the rollback command.\n'
  await importModules(workspace.actor, { files: [{ path: 'rollback.md', content }] })
  await saveProvider(workspace.actor, {
    kind: 'openai-compatible',
    name: 'Scripted',
    baseUrl: upstream.baseUrl,
    apiKey: 'sk-right',
    models: [{ id: MODEL, contextWindow: 20_000 }],
  })
  await saveProvider(workspace.actor, {
    kind: 'openai-compatible',
    name: 'Wrong key',
    baseUrl: upstream.baseUrl,
    apiKey: 'sk-wrong',
    models: [{ id: 'locked' }],
  })
})
afterAll(() => upstream.stop())

type Chunk = UIMessageChunk
type Chat = { chunks: Chunk[]; errors: unknown[] }

async function chat(input: object): Promise<Chat> {
  const errors: unknown[] = []
  const stream = await streamChat(actor, input, { onError: (error) => errors.push(error) })
  const chunks: Chunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return { chunks, errors }
}

function dataOf<T>({ chunks }: Chat, type: string): T {
  const chunk = chunks.find((candidate) => candidate.type === type)
  if (!chunk || !('data' in chunk)) throw new Error(`no ${type}`)
  return chunk.data as T
}
const conversationOf = (result: Chat) => dataOf<{ conversationId: string; title: string }>(result, 'data-conversation')
const compositionOf = (result: Chat) => dataOf<ComposedDto>(result, 'data-composition')
const textOf = ({ chunks }: Chat) => chunks.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('')
const messagesOf = async (result: Chat) =>
  (await getConversation(actor, { id: conversationOf(result).conversationId })).messages

describe('streamChat', () => {
  it('streams where it is stored and what was sent before the first word', async () => {
    upstream.next({ deltas: ['Run ', 'rollback ', '[k1].'], usage: { prompt_tokens: 321, completion_tokens: 5 } })
    const result = await chat({ text: 'How do I undo a deployment?', model: MODEL })
    // how many words come at once is the reader's pace
    expect([...new Set(result.chunks.map(({ type }) => type))]).toEqual([
      'start',
      'data-conversation',
      'data-composition',
      'text-start',
      'text-delta',
      'text-end',
      'finish',
    ])
    expect(result.errors).toEqual([])
    expect(conversationOf(result)).toMatchObject({ title: 'How do I undo a deployment?', isNew: true })

    const composition = compositionOf(result)
    const sent = upstream.received.at(-1)?.body.messages
    expect(sent).toEqual(composition.messages.map(({ role, content }) => ({ role, content })))
    expect(composition.text).toContain('run the rollback command')
    const composed = await createComposition(actor, { query: 'How do I undo a deployment?', model: MODEL })
    expect(composed.messages).toEqual(composition.messages)
    expect(composed.usage).toEqual(composition.usage)

    const messages = await messagesOf(result)
    expect(messages).toMatchObject([
      { role: 'user', content: 'How do I undo a deployment?', status: 'complete' },
      {
        role: 'assistant',
        content: 'Run rollback [k1].',
        status: 'complete',
        compositionId: composition.id,
        usage: { model: MODEL, inputTokens: 321, outputTokens: 5, finishReason: 'stop' },
      },
    ])
    expect(result.chunks[0]).toMatchObject({ messageId: messages[1]?.id })
    expect((await getComposition(actor, { id: composition.id })).isExact).toBe(true)
  })

  it('goes on with the history that the server has', async () => {
    upstream.next({ deltas: ['First.'] }, { deltas: ['Second.'] })
    const { conversationId } = conversationOf(await chat({ text: 'My name is Ada.', model: MODEL }))
    const second = await chat({ conversationId, text: 'What is my name?', model: MODEL })
    const sent = JSON.stringify(upstream.received.at(-1)?.body.messages)
    expect(sent).toContain('My name is Ada.')
    expect(sent).toContain('First.')
    expect(await messagesOf(second)).toHaveLength(4)
    expect(conversationOf(second)).toMatchObject({ conversationId, isNew: false })
  })

  it('ends an answer that does not end, and keeps what has come', async () => {
    upstream.next({ endless: 'and so on '.repeat(20) })
    const result = await chat({ text: 'For ever?', model: MODEL })
    expect(result.chunks.at(-1)).toMatchObject({ errorText: expect.stringContaining('Stopped: too long.') })
    const answer = (await messagesOf(result))[1]
    expect(answer).toMatchObject({ status: 'stopped', error: expect.stringContaining('Stopped: too long.') })
    expect(answer?.content).toMatch(/^(and so on )+/)
    expect(answer?.content.length).toBeLessThanOrEqual(LIMITS.messageLength)
  })

  it.each([
    ['locked', null, 'Wrong key refused the API key'],
    [MODEL, { status: 429, error: 'slow down', headers: { 'retry-after': '9' } }, 'Try again in 9 seconds'],
    [MODEL, { status: 500, error: 'boom' }, 'Try again in a moment. It was asked 3 times.'],
    [MODEL, { status: 400, error: 'maximum context length is 10 tokens' }, 'too long for this model'],
    [MODEL, { deltas: [] }, 'sent an empty answer'],
  ])('stores the failure of %s with %j, which can be tried again', async (model, script, expected) => {
    if (script) upstream.next(...everyTry(script))
    const failed = await chat({ text: 'Will this work?', model })
    const last = failed.chunks.at(-1)
    expect(last).toMatchObject({ type: 'error', errorText: expect.stringContaining(expected) })
    expect((await messagesOf(failed))[1]).toMatchObject({
      role: 'assistant',
      status: 'failed',
      error: expect.stringContaining(expected),
    })

    upstream.next({ deltas: ['It does.'] })
    const { conversationId } = conversationOf(failed)
    const again = await chat({ conversationId, trigger: 'regenerate-message', model: MODEL })
    expect(textOf(again)).toBe('It does.')
    const messages = await messagesOf(again)
    expect(messages.map(({ role, status }) => `${role} ${status}`)).toEqual(['user complete', 'assistant complete'])
  })

  it('tells and keeps what a model thinks apart from what it says, and sends it to none again', async () => {
    upstream.next({ thinking: ['Let me ', 'see.'], deltas: ['Run ', 'rollback.'] })
    const result = await chat({ text: 'How is it undone?', model: MODEL })
    const kinds = result.chunks.map(({ type }) => type).filter((type) => /reasoning|text/.test(type))
    expect([...new Set(kinds)]).toEqual([
      'reasoning-start',
      'reasoning-delta',
      'reasoning-end',
      'text-start',
      'text-delta',
      'text-end',
    ])
    const thought = result.chunks.map((chunk) => (chunk.type === 'reasoning-delta' ? chunk.delta : '')).join('')
    expect(thought).toBe('Let me see.')
    expect((await messagesOf(result))[1]).toMatchObject({ content: 'Run rollback.', thinking: 'Let me see.' })
    upstream.next({ disconnectAfter: ['Then '] })
    const { conversationId } = conversationOf(result)
    await chat({ conversationId, text: 'And then?', model: MODEL })
    expect(JSON.stringify(upstream.received.at(-1)?.body)).not.toContain('Let me see')
    expect((await messagesOf(result)).at(-1)).toMatchObject({ content: 'Then ', thinking: null })
  })

  it('tries a refused call again, tells whoever waits, and counts its tokens once', async () => {
    const before = upstream.received.length
    const refusal = { status: 503, error: 'overloaded', headers: { 'retry-after': '4' } }
    upstream.next(refusal, { deltas: ['Here.'], usage: { prompt_tokens: 300, completion_tokens: 2 } })
    const result = await chat({ text: 'Are you there?', model: MODEL })
    expect(textOf(result)).toBe('Here.')
    expect(upstream.received.length - before).toBe(2)
    const told = result.chunks.flatMap((chunk) => (chunk.type === 'data-waiting' ? [chunk.data] : []))
    expect(told).toEqual([
      { message: 'Scripted is busy. Trying again in 4 s (2 of 3).', waitMs: 4_000 },
      { message: 'Scripted is busy. Trying again (2 of 3).', waitMs: 0 },
    ])
    expect((await messagesOf(result))[1]).toMatchObject({
      status: 'complete',
      error: null,
      usage: { inputTokens: 300, outputTokens: 2 },
    })
  })

  it('replaces the last answer, and keeps it when the new one fails', async () => {
    upstream.next({ deltas: ['Old.'] }, { deltas: ['New.'] }, ...everyTry({ status: 500, error: 'boom' }))
    const { conversationId } = conversationOf(await chat({ text: 'Once more?', model: MODEL }))
    const again = await chat({ conversationId, trigger: 'regenerate-message', model: MODEL })
    expect((await messagesOf(again)).map(({ content }) => content)).toEqual(['Once more?', 'New.'])
    expect(compositionOf(again).text).not.toContain('Old.')
    const failed = await chat({ conversationId, trigger: 'regenerate-message', model: MODEL })
    expect(failed.chunks.at(-1)?.type).toBe('error')
    expect((await messagesOf(failed)).map(({ content }) => content)).toEqual(['Once more?', 'New.'])
  })

  it('stands beside the answers that are whole, of which later questions see the last alone', async () => {
    const refused = everyTry({ status: 500, error: 'boom' })
    upstream.next({ deltas: ['Old.'] }, { deltas: ['Beside.'] }, ...refused, { deltas: ['Later.'] })
    const { conversationId } = conversationOf(await chat({ text: 'Twice?', model: MODEL }))
    const again = { conversationId, trigger: 'regenerate-message', isBeside: true, model: MODEL }
    const beside = await chat({ ...again, excludes: ['rollback'] })
    expect((await messagesOf(beside)).map(({ content }) => content)).toEqual(['Twice?', 'Old.', 'Beside.'])
    expect(compositionOf(beside).text).not.toContain('Old.')
    await chat(again)
    expect((await messagesOf(beside)).map(({ content }) => content)).toEqual(['Twice?', 'Old.', 'Beside.'])
    const later = compositionOf(await chat({ conversationId, text: 'And then?', model: MODEL })).text
    expect(later).toContain('Beside.')
    expect(later).not.toContain('Old.')
  })

  it('answers without any provider, from the composition, and cites it', async () => {
    const result = await chat({ text: 'How do I undo a deployment?', model: OFFLINE_MODEL_ID })
    expect(textOf(result)).toBe(`${OFFLINE_CHAT_NOTE}\n\nTo undo a deployment run the rollback command. [k1]`)
    const label = compositionOf(result).trace.spans.find((span) => span.label === 'k1')
    expect(label?.moduleId).toBe('rollback')
    expect((await messagesOf(result))[1]).toMatchObject({ status: 'complete', usage: { finishReason: 'stop' } })
  })

  it('stores the question and the reason when the mandatory content does not fit', async () => {
    const before = await prisma.conversation.count({ where: { workspaceId: actor.workspaceId } })
    await expect(chat({ text: 'Too small?', contextWindow: 20 })).rejects.toMatchObject({ name: 'BudgetExceededError' })
    expect(await prisma.conversation.count({ where: { workspaceId: actor.workspaceId } })).toBe(before + 1)
    const message = await prisma.conversationMessage.findFirst({
      where: { workspaceId: actor.workspaceId, status: 'failed', compositionId: null },
      orderBy: { createdAt: 'desc' },
      select: { error: true },
    })
    expect(message?.error).toContain('tokens')
  })

  it('gives an answer again to the very same context where the policy allows it, and nothing private ever', async () => {
    const settings = { ...DEFAULT_POLICY_SETTINGS, answers: { reuse: true } }
    const { version } = await savePolicyVersion(actor, { id: 'default', settings })
    const policy = `default@${version}`
    const question = { text: 'What undoes a deployment again?', model: MODEL, policy }
    upstream.next({ deltas: ['The first answer.'] })
    const first = await chat(question)
    const asked = upstream.received.length
    const again = await chat(question)
    expect(textOf(again)).toBe('The first answer.')
    expect(upstream.received).toHaveLength(asked)
    const [before, reused] = [(await messagesOf(first))[1], (await messagesOf(again))[1]]
    expect(before?.reusedFromAt).toBeNull()
    expect(reused).toMatchObject({ status: 'complete', reusedFromAt: before?.createdAt })
    expect(again.chunks.at(-1)).toMatchObject({ messageMetadata: { reusedFromAt: before?.createdAt } })

    // asked once more on purpose, inside a conversation, for a profile, or without leave: the model is asked
    const profile = await createProfile(actor, { name: 'Ada', facts: [{ key: 'team', value: 'Blue' }] })
    const { conversationId } = conversationOf(again)
    for (const other of [
      { conversationId, trigger: 'regenerate-message', model: MODEL, policy },
      { ...question, conversationId },
      { ...question, profileId: profile.id },
      { ...question, policy: undefined },
    ]) {
      upstream.next({ deltas: ['Another answer.'] })
      expect(textOf(await chat(other))).toBe('Another answer.')
    }
    await deleteConversation(actor, { id: conversationOf(first).conversationId })
    upstream.next({ deltas: ['Newly asked.'] })
    expect(textOf(await chat(question))).not.toBe('The first answer.')
  })

  it('refuses what it cannot answer before anything is stored', async () => {
    const before = await prisma.conversationMessage.count({ where: { workspaceId: actor.workspaceId } })
    await expect(chat({ text: 'Hello', model: 'no-such-model' })).rejects.toMatchObject({
      code: 'VALIDATION',
      data: { fields: { model: expect.any(String) } },
    })
    for (const input of [{}, { text: ' ' }, { trigger: 'regenerate-message' }, { text: 'x', messages: [] }]) {
      await expect(chat(input)).rejects.toMatchObject({ code: 'VALIDATION' })
    }
    await expect(chat({ text: 'Hello', conversationId: 'cnv_none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(chat({ text: 'Hello', policy: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(chat({ text: 'Hello', profileId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await prisma.conversationMessage.count({ where: { workspaceId: actor.workspaceId } })).toBe(before)
  })

  it('lets nobody else see or continue a conversation', async () => {
    const own = await chat({ text: 'A private matter of deployment' })
    const { conversationId } = conversationOf(own)
    await expect(getConversation(colleague, { id: conversationId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(getComposition(colleague, { id: compositionOf(own).id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const options = { onError: () => undefined }
    await expect(streamChat(colleague, { conversationId, text: 'Hi' }, options)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('the steps of composing', () => {
  const stepsIn = ({ chunks }: Chat) =>
    chunks.flatMap((chunk) => (chunk.type === 'data-step' && 'data' in chunk ? [chunk.data] : []))

  it('are told between where it is stored and the composition, as the trace has them', async () => {
    const question = { text: 'Which command undoes it, step by step?', streamSteps: true }
    const result = await chat(question)
    const types = [...new Set(result.chunks.map(({ type }) => type))]
    expect(types.slice(0, 5)).toEqual(['start', 'data-conversation', 'data-step', 'data-composition', 'text-start'])
    expect(stepsIn(result)).toEqual(compositionOf(result).trace.steps)
    // nothing runs when the same context was composed before
    const again = await chat(question)
    expect(compositionOf(again).trace.steps[0]?.name).toBe('cache')
    expect(stepsIn(again)).toEqual([])
  })

  it('are told while it is still composed, also to whoever comes later', async () => {
    const request = await openRequest(actor, { text: 'Held?', trigger: 'submit-message', isBeside: false })
    const held = Promise.withResolvers<void>()
    const analyzed = { name: 'analyze', ms: 1, in: 1, out: 2, notes: [] }
    const compose: OpenRequest['compose'] = async ({ watcher } = {}) => {
      watcher?.tell(analyzed)
      await held.promise
      return request.compose()
    }
    const answer = new RunningAnswer(request.exchange.answerId, 'somebody')
    const composing = composeAnswer({ request: { ...request, compose }, answer, isTellingSteps: true })
    for (const reader of [answer.open('somebody').getReader(), answer.open('somebody').getReader()]) {
      const read = async () => (await reader.read()).value
      expect(await read()).toMatchObject({ type: 'start', messageMetadata: { status: 'running' } })
      expect(await read()).toMatchObject({ type: 'data-conversation' })
      expect(await read()).toEqual({ type: 'data-step', id: 'analyze', data: analyzed })
    }
    held.resolve()
    const { composition } = await composing
    const chunks: Chunk[] = []
    answer.end()
    for await (const chunk of answer.open('somebody')) chunks.push(chunk)
    expect(chunks.at(-1)).toEqual({ type: 'data-composition', data: composition })
    await storeAnswer(request.exchange, { content: 'Done.', status: 'complete' })
  })

  it('end with what went wrong, in the words that the status would have come with', async () => {
    const failed = await chat({ text: 'Too small for steps?', contextWindow: 20, streamSteps: true })
    const error = expect.stringMatching(/needs \d+ tokens, \d+ are available\. Use a larger window/)
    expect(failed.chunks.at(-1)).toEqual({ type: 'error', errorText: error })
    expect(failed.chunks.at(-2)).toMatchObject({ messageMetadata: { status: 'failed', error } })
    expect(failed.errors).toEqual([])
    expect((await messagesOf(failed))[1]).toMatchObject({ status: 'failed', error, compositionId: null })
    await expect(chat({ text: 'Hello', model: 'no-such-model', streamSteps: true })).rejects.toMatchObject({
      code: 'VALIDATION',
    })
  })
})
