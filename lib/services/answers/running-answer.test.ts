import type { UIMessageChunk as Chunk } from 'ai'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { isDatabaseUnavailable } from '@/lib/db/is-database-unavailable'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { env } from '@/lib/env'
import { everyTry, retryAtOnce } from '@/lib/models/testing/retries.fixture'
import { type Script, ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { ConversationMessageDto } from '@/lib/schemas/conversations/conversation'
import type { Actor } from '@/lib/services/actor'
import { resumeAnswer } from '@/lib/services/chat/resume-answer'
import { stopAnswer } from '@/lib/services/chat/stop-answer'
import { streamChat } from '@/lib/services/chat/stream-chat'
import { createComposition } from '@/lib/services/compose/create-composition'
import { getComposition } from '@/lib/services/compose/get-composition'
import { deleteConversation } from '@/lib/services/conversations/delete-conversation'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { restoreConversation } from '@/lib/services/conversations/restore-conversation'
import { updateConversation } from '@/lib/services/conversations/update-conversation'
import { importModules } from '@/lib/services/imports/import-modules'
import { removeMember } from '@/lib/services/members/remove-member'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { deleteProvider } from '@/lib/services/providers/delete-provider'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { getConversationUsage } from '@/lib/services/usage/get-conversation-usage'
import { listRunning } from './running-answers'
import { lostAnswers, settleLostAnswers } from './settle-lost-answers'

type Reader = ReadableStreamDefaultReader<Chunk>

let upstream: ScriptedOpenAi
let admin: Actor
let actor: Actor
let colleague: Actor
const MODEL = 'scripted-small'
const WORDS = Array.from({ length: 100 }, (_, index) => `w${index} `)
const ALL = WORDS.join('')
const reported: unknown[] = []
retryAtOnce()

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  const workspace = await createTestWorkspace('running')
  admin = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  actor = (await createTestUser(workspace.workspaceId, 'editor')).actor
  colleague = (await createTestUser(workspace.workspaceId, 'editor')).actor
  const content = '---\nname: Rollback\n---\n\n# Rollback\n\nTo undo a deployment run the rollback command.\n'
  await importModules(admin, { files: [{ path: 'rollback.md', content }] })
  await addProvider(MODEL)
})
afterAll(() => upstream.stop())
// a database that is busy is asked again
afterEach(() => expect(reported.splice(0).filter((error) => !isDatabaseUnavailable(error))).toEqual([]))

const addProvider = (model: string) =>
  saveProvider(admin, {
    kind: 'openai-compatible',
    name: `Scripted ${model}`,
    baseUrl: upstream.baseUrl,
    models: [{ id: model, contextWindow: 20_000 }],
  })

const start = (input: object, by = actor) =>
  streamChat(by, { model: MODEL, ...input }, { onError: (error) => reported.push(error) })

async function readAll(stream: ReadableStream<Chunk> | null): Promise<Chunk[]> {
  const chunks: Chunk[] = []
  if (stream) for await (const chunk of stream) chunks.push(chunk)
  return chunks
}

const textOf = (chunks: Chunk[]) => chunks.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('')

/** Reads until so many words have come; what was read. */
async function readWords(reader: Reader, words: number): Promise<Chunk[]> {
  const chunks: Chunk[] = []
  while (textOf(chunks).split(' ').length <= words) {
    const { value, done } = await reader.read()
    if (done) break
    chunks.push(value)
  }
  return chunks
}

/** Asks for a slow answer, and leaves when some words have come. */
async function askAndLeave(input: object = {}, by = actor, script: Script = { deltas: WORDS, delayMs: 5 }) {
  upstream.next(script)
  const reader = (await start({ text: 'Count.', ...input }, by)).getReader()
  const chunks = await readWords(reader, 5)
  await reader.cancel()
  return dataOf<{ conversationId: string }>(chunks, 'data-conversation').conversationId
}

function dataOf<T>(chunks: Chunk[], type: string): T {
  const chunk = chunks.find((candidate) => candidate.type === type)
  if (!chunk || !('data' in chunk)) throw new Error(`no ${type}`)
  return chunk.data as T
}

const messagesOf = async (id: string) => (await getConversation(actor, { id })).messages
const lastOf = async (id: string) => (await messagesOf(id)).at(-1) as ConversationMessageDto
const isEnded = (id: string) =>
  expect.poll(async () => (await lastOf(id)).status, { timeout: 10_000 }).not.toBe('running')

describe('an answer whose reader leaves', () => {
  it('is finished and stored, and read again from its beginning by whoever comes back', async () => {
    const id = await askAndLeave({}, actor, { deltas: WORDS, delayMs: 30 })
    expect(await lastOf(id)).toMatchObject({ status: 'running', compositionId: expect.any(String) })
    const [first, second] = await Promise.all([resumeAnswer(actor, { id }), resumeAnswer(actor, { id })])
    const [chunks, others] = await Promise.all([readAll(first), readAll(second)])
    expect(textOf(chunks)).toBe(ALL)
    expect(textOf(others)).toBe(ALL)
    const answer = await lastOf(id)
    expect(answer).toMatchObject({ status: 'complete', content: ALL, error: null, usage: { model: MODEL } })
    expect(chunks[0]).toMatchObject({ type: 'start', messageId: answer.id })
    expect(dataOf<ComposedDto>(chunks, 'data-composition').id).toBe(answer.compositionId)
    expect(chunks.at(-1)).toMatchObject({ type: 'finish', messageMetadata: { status: 'complete' } })
    expect(await resumeAnswer(actor, { id })).toBeNull()
  })

  it('is finished when nobody comes back', async () => {
    const id = await askAndLeave()
    await isEnded(id)
    expect(await lastOf(id)).toMatchObject({ status: 'complete', content: ALL })
  })

  it('has its question, place and composition stored before its first word', async () => {
    upstream.next({ silentAfter: [] })
    const reader = (await start({ text: 'Nothing yet?' })).getReader()
    const { value } = await reader.read()
    expect(value?.type).toBe('start')
    const { conversationId: id } = dataOf<{ conversationId: string }>(
      [(await reader.read()).value as Chunk],
      'data-conversation',
    )
    const [question, answer] = await messagesOf(id)
    expect(question).toMatchObject({ content: 'Nothing yet?', status: 'complete' })
    expect(answer).toMatchObject({ content: '', status: 'running' })
    expect(await getComposition(actor, { id: answer?.compositionId })).toMatchObject({ isExact: true })
    await stopAnswer(actor, { id })
    await isEnded(id)
    expect(await lastOf(id)).toMatchObject({ content: '', status: 'stopped' })
  })

  it('stores what has come now and then, and keeps it out of the history until it is complete', async () => {
    const id = await askAndLeave({}, actor, { deltas: WORDS, delayMs: 60 })
    const stored = () => prisma.conversationMessage.findFirst({ where: { conversationId: id, role: 'assistant' } })
    await expect.poll(async () => (await stored())?.content, { timeout: 6_000 }).toMatch(/^w0 w1 .*w9 /)
    expect((await stored())?.status).toBe('running')
    const { messages } = await createComposition(actor, { query: 'And?', conversationId: id, model: MODEL })
    expect(JSON.stringify(messages)).not.toContain('w1 w2')
    await stopAnswer(actor, { id })
    await isEnded(id)
  })
})

describe('stopping', () => {
  it('ends it for every reader, and keeps what has come', async () => {
    const id = await askAndLeave()
    const other = readAll(await resumeAnswer(actor, { id }))
    await stopAnswer(actor, { id })
    expect((await other).at(-1)?.type).toBe('abort')
    const answer = await lastOf(id)
    expect(answer).toMatchObject({ status: 'stopped', error: null })
    expect(answer.content).toMatch(/^w0 w1 w2 /)
    expect(answer.content).not.toContain('w99')
    await stopAnswer(actor, { id })
  })

  it('is noticed by the server that writes it when another one is asked', async () => {
    const id = await askAndLeave({}, actor, { deltas: WORDS, delayMs: 60 })
    await prisma.runningAnswer.deleteMany({ where: { conversationId: id } })
    await isEnded(id)
    expect((await lastOf(id)).status).toBe('stopped')
  })

  it('is for the author alone, and so is reading what is private', async () => {
    // it has to run for as long as all of this takes
    const id = await askAndLeave({}, actor, { deltas: WORDS, delayMs: 60 })
    await expect(stopAnswer(colleague, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(resumeAnswer(colleague, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await updateConversation(actor, { id, isShared: true })
    await expect(stopAnswer(colleague, { id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const shared = readAll(await resumeAnswer(colleague, { id }))
    await updateConversation(actor, { id, isShared: false })
    expect(textOf(await shared)).not.toContain('w99')
    await isEnded(id)
    expect(await lastOf(id)).toMatchObject({ status: 'complete', content: ALL })
  })
})

describe('meanwhile', () => {
  it('nothing else is asked in the conversation', async () => {
    const id = await askAndLeave()
    for (const input of [{ text: 'And?' }, { trigger: 'regenerate-message' }, { trigger: 'continue-message' }]) {
      await expect(start({ conversationId: id, ...input })).rejects.toMatchObject({
        code: input.trigger === 'continue-message' ? 'VALIDATION' : 'CONFLICT',
      })
    }
    await isEnded(id)
    expect(await messagesOf(id)).toHaveLength(2)
    upstream.next({ deltas: ['Now.'] })
    await readAll(await start({ conversationId: id, text: 'And now?' }))
    expect(await messagesOf(id)).toHaveLength(4)
  })

  it('the conversation is deleted: it stops, and an undo brings back what had come', async () => {
    const id = await askAndLeave()
    await deleteConversation(actor, { id })
    await expect(resumeAnswer(actor, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const where = { workspaceId: actor.workspaceId, conversationId: id }
    await expect.poll(() => listRunning(where), { timeout: 5_000 }).toEqual([])
    await restoreConversation(actor, { id })
    expect(await lastOf(id)).toMatchObject({ status: 'stopped', content: expect.stringMatching(/^w0 w1 /) })
  })

  it('the person is removed: it stops, and is told to nobody', async () => {
    const { actor: leaver, userId } = await createTestUser(actor.workspaceId, 'editor').then((user) => ({
      ...user,
      userId: user.actor.kind === 'user' ? user.actor.userId : '',
    }))
    const id = await askAndLeave({}, leaver)
    const read = readAll(await resumeAnswer(leaver, { id }))
    await removeMember(admin, { userId })
    expect(textOf(await read)).not.toContain('w99')
    const where = { workspaceId: actor.workspaceId, conversationId: id }
    await expect.poll(() => listRunning(where), { timeout: 5_000 }).toEqual([])
    const answer = await prisma.conversationMessage.findFirst({ where: { conversationId: id, role: 'assistant' } })
    expect(answer?.status).toBe('stopped')
  })

  it('the provider is deleted: it is finished, and cannot be asked again', async () => {
    const provider = await addProvider('passing')
    const id = await askAndLeave({ model: 'passing' })
    await deleteProvider(admin, { id: provider.id })
    await isEnded(id)
    expect(await lastOf(id)).toMatchObject({ status: 'complete', content: ALL })
    const again = start({ conversationId: id, trigger: 'regenerate-message', model: 'passing' })
    await expect(again).rejects.toMatchObject({ code: 'VALIDATION' })
  })
})

describe('an answer that breaks off', () => {
  const breakOff = async () => {
    upstream.next({ disconnectAfter: ['To undo ', 'it, '] })
    const chunks = await readAll(await start({ text: 'How do I undo a deployment?' }))
    return { chunks, id: dataOf<{ conversationId: string }>(chunks, 'data-conversation').conversationId }
  }

  it('is kept with its composition, and says after how many words', async () => {
    const { chunks, id } = await breakOff()
    const error = expect.stringMatching(/^The answer broke off after 3 words\. The connection to .* broke off/)
    expect(chunks.at(-1)).toMatchObject({ type: 'error', errorText: error })
    expect(chunks.at(-2)).toMatchObject({ messageMetadata: { status: 'interrupted', error } })
    expect(await lastOf(id)).toMatchObject({
      status: 'interrupted',
      content: 'To undo it, ',
      error,
      compositionId: expect.any(String),
    })
  })

  it('is continued from the same context, with its words as the model’s own', async () => {
    const { id } = await breakOff()
    const before = await lastOf(id)
    upstream.next({ deltas: ['run ', 'rollback.'] })
    const chunks = await readAll(await start({ conversationId: id, trigger: 'continue-message' }))
    expect(textOf(chunks)).toBe('To undo it, run rollback.')
    const sent = upstream.received.at(-1)?.body.messages as { role: string; content: string }[]
    const { messages } = await getComposition(actor, { id: before.compositionId })
    const expected = [...messages, { role: 'assistant', content: 'To undo it,' }]
    expect(sent).toEqual(expected.map(({ role, content }) => ({ role, content })))
    const after = await messagesOf(id)
    expect(after).toHaveLength(2)
    expect(after[1]).toMatchObject({
      id: before.id,
      status: 'complete',
      error: null,
      content: 'To undo it, run rollback.',
      compositionId: before.compositionId,
      continuedAt: 'To undo it, '.length,
    })
    const again = start({ conversationId: id, trigger: 'continue-message' })
    await expect(again).rejects.toMatchObject({ code: 'VALIDATION' })
  })

  it('loses nothing when it cannot be continued', async () => {
    const { id } = await breakOff()
    upstream.next(...everyTry({ status: 500, error: 'boom' }))
    await readAll(await start({ conversationId: id, trigger: 'continue-message' }))
    expect(await lastOf(id)).toMatchObject({ status: 'interrupted', content: 'To undo it, ' })
    await expect(start({ conversationId: id, trigger: 'continue-message' }, colleague)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('stands beside a complete one that was there, and goes when another is complete', async () => {
    upstream.next({ deltas: ['Complete.'] }, { disconnectAfter: ['half '] }, { deltas: ['Better.'] })
    const chunks = await readAll(await start({ text: 'Once more?' }))
    const { conversationId } = dataOf<{ conversationId: string }>(chunks, 'data-conversation')
    const regenerate = async () => {
      await readAll(await start({ conversationId, trigger: 'regenerate-message' }))
      return (await messagesOf(conversationId)).slice(1).map(({ content }) => content)
    }
    expect(await regenerate()).toEqual(['Complete.', 'half '])
    expect(await regenerate()).toEqual(['Better.'])
  })

  it('is told from one that the provider ended without saying so', async () => {
    upstream.next({ endAfter: ['Only half '] })
    const chunks = await readAll(await start({ text: 'All of it?' }))
    expect(chunks.at(-1)).toMatchObject({ errorText: expect.stringContaining('broke off after 2 words') })
  })

  it('says so where it reached the limit of its tokens, and can be continued', async () => {
    upstream.next({ deltas: ['Only ', 'half '], finish: 'length' })
    const chunks = await readAll(await start({ text: 'And all of it?' }))
    const { conversationId } = dataOf<{ conversationId: string }>(chunks, 'data-conversation')
    const limit = /^Stopped: the answer reached its limit of [\d,]+ tokens\.$/
    expect(chunks.at(-1)).toMatchObject({ errorText: expect.stringMatching(limit) })
    expect(await lastOf(conversationId)).toMatchObject({ status: 'stopped', content: 'Only half ' })
    upstream.next({ deltas: ['of it.'] })
    await readAll(await start({ conversationId, trigger: 'continue-message' }))
    expect(await lastOf(conversationId)).toMatchObject({ status: 'complete', content: 'Only half of it.' })
  })
})

describe('an answer whose server died', () => {
  /** As a killed server leaves it. */
  async function leaveBehind(content: string, aliveAt: Date) {
    upstream.next({ deltas: ['x'] })
    const chunks = await readAll(await start({ text: 'Will you live?' }))
    const { conversationId } = dataOf<{ conversationId: string }>(chunks, 'data-conversation')
    const { id: messageId } = await lastOf(conversationId)
    const where = { workspaceId: actor.workspaceId, conversationId }
    await prisma.conversationMessage.updateMany({
      where: { ...where, id: messageId },
      data: { content, status: 'running' },
    })
    await prisma.modelCall.updateMany({ where: { ...where, messageId }, data: { status: 'running' } })
    await prisma.runningAnswer.create({ data: { ...where, messageId, aliveAt } })
    return conversationId
  }
  const forgetLook = () => Object.assign(lostAnswers, { look: undefined })

  it('is kept, marked, and continued', async () => {
    const id = await leaveBehind('One two three ', new Date(0))
    const empty = await leaveBehind('', new Date(0))
    const alive = await leaveBehind('Elsewhere ', new Date())
    // the clock was set back by an hour since
    const future = await leaveBehind('One ', new Date(Date.now() + 3_600_000))
    forgetLook()
    await settleLostAnswers()
    expect(await lastOf(id)).toMatchObject({
      status: 'interrupted',
      error: 'The answer broke off after 3 words: the server stopped.',
      compositionId: expect.any(String),
    })
    expect(await lastOf(empty)).toMatchObject({ error: 'The server stopped before the answer began.' })
    const callsOf = async (conversationId: string) =>
      (await getConversationUsage(actor, { id: conversationId })).turns.map(({ status }) => status)
    expect([await callsOf(id), await callsOf(alive)]).toEqual([['interrupted'], ['running']])
    expect(await lastOf(alive)).toMatchObject({ status: 'running' })
    expect(await lastOf(future)).toMatchObject({ status: 'interrupted' })
    upstream.next({ deltas: ['four.'] })
    await readAll(await start({ conversationId: id, trigger: 'continue-message' }))
    expect(await lastOf(id)).toMatchObject({ status: 'complete', content: 'One two three four.' })
  })

  it('is not taken for dead while this server writes it', async () => {
    const id = await askAndLeave()
    await prisma.runningAnswer.updateMany({ where: { conversationId: id }, data: { aliveAt: new Date(0) } })
    forgetLook()
    await settleLostAnswers()
    await isEnded(id)
    expect(await lastOf(id)).toMatchObject({ status: 'complete', content: ALL })
  })
})
