import type { UIMessageChunk } from 'ai'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DEFAULT_POLICY_SETTINGS } from '@/lib/engine'
import { env } from '@/lib/env'
import { followEmbedding } from '@/lib/indexing/embedding/follow-embedding'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { ChatMetadata, ConversationMessageDto, Refinement } from '@/lib/schemas/conversations/conversation'
import type { Actor } from '@/lib/services/actor'
import { getComposition } from '@/lib/services/compose/get-composition'
import { listCompositions } from '@/lib/services/compose/list-compositions'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { chooseEmbedding } from '@/lib/services/embeddings/choose-embedding'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { savePolicyVersion } from '@/lib/services/policies/save-policy-version'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { getConversationUsage } from '@/lib/services/usage/get-conversation-usage'
import { resumeAnswer } from './resume-answer'
import { stopAnswer } from './stop-answer'
import { streamChat } from './stream-chat'

type Chunk = UIMessageChunk<ChatMetadata>

let upstream: ScriptedOpenAi
let admin: Actor
let actor: Actor
let policy: string
const MODEL = 'scripted-small'
const AFTER_MS = 60
const TEXT = 'To undo a deployment run the rollback command.'
/** Its letters are those of the module's text, so that a vector finds it; none of its words is there. */
const MEANT = 'Ot odnu na tnemyolped nur eht kcabllor dnammoc?'
const WORDED = 'How do I undo a deployment?'
const ROLLBACK = { moduleId: 'rollback', title: 'Rollback' }
const WHOLE = 'To undo a deployment, run rollback [k1].'

async function startAfter(startAfterMs: number): Promise<void> {
  const settings = { ...DEFAULT_POLICY_SETTINGS, answers: { reuse: false, startAfterMs } }
  policy = `default@${(await savePolicyVersion(admin, { id: 'default', settings })).version}`
}

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  const workspace = await createTestWorkspace('phases')
  admin = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  actor = (await createTestUser(workspace.workspaceId, 'editor')).actor
  const { id: providerId } = await saveProvider(admin, {
    kind: 'openai-compatible',
    name: 'Scripted',
    baseUrl: upstream.baseUrl,
    models: [{ id: MODEL, contextWindow: 20_000 }],
  })
  const others = ['kiwi', 'wasp', 'quiz', 'fez'].map((word) => ({
    path: `${word}.md`,
    content: `---\nname: ${word}\n---\n\n# ${word}\n\n${`${word} `.repeat(12)}`,
  }))
  const rollback = { path: 'rollback.md', content: `---\nname: Rollback\n---\n\n# Rollback\n\n${TEXT}\n` }
  await importModules(admin, { files: [rollback, ...others] })
  await chooseEmbedding(admin, { kind: 'provider', providerId, model: 'scripted' })
  await followEmbedding(workspace.workspaceId)
  await startAfter(AFTER_MS)
})
afterAll(() => upstream.stop())
beforeEach(() => {
  upstream.embeddingRule = undefined
  upstream.received.length = 0
})

/** Vectors of questions come when they are let go. */
function hold() {
  const held = Promise.withResolvers<void>()
  upstream.embeddingRule = () => ({ heldUntil: held.promise })
  return held.resolve
}

// a vector that came once is remembered: each question is asked in its own words
let asked = 0
const anew = (question: string) => question.replace('?', ` ${'?'.repeat(++asked)}`)

async function ask(text: string) {
  const errors: unknown[] = []
  const input = { text: anew(text), model: MODEL, policy }
  const reader = (await streamChat(actor, input, { onError: (error) => errors.push(error) })).getReader()
  const chunks: Chunk[] = []
  const readUntil = async (isLast: (chunk: Chunk) => boolean) => {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      chunks.push(value as Chunk)
      if (isLast(value as Chunk)) return
    }
  }
  const dataOf = <T>(type: string) =>
    chunks.flatMap((chunk) => (chunk.type === type ? [(chunk as { data: T }).data] : []))
  const conversationId = () => dataOf<{ conversationId: string }>('data-conversation')[0]?.conversationId ?? ''
  return {
    chunks,
    errors,
    readUntil,
    dataOf,
    conversationId,
    readAll: () => readUntil(() => false),
    wordsOf: (part: string) =>
      chunks.map((chunk) => (chunk.type === 'text-delta' && chunk.id === part ? chunk.delta : '')).join(''),
    stored: async () =>
      (await getConversation(actor, { id: conversationId() })).messages.at(-1) as ConversationMessageDto,
  }
}

const isText = (chunk: Chunk) => chunk.type === 'text-delta'
const isRefinement = (chunk: Chunk) => chunk.type === 'data-refinement'
const calls = () => upstream.received.filter(({ path }) => path.endsWith('/chat/completions'))
const isSent = ({ body }: ReturnType<typeof calls>[number]) => JSON.stringify(body.messages).includes(TEXT)

describe('an answer whose context takes long', () => {
  it('waits where the context is there in time, and where the policy says so', async () => {
    await startAfter(30_000)
    upstream.next({ deltas: [WHOLE] })
    const quick = await ask(MEANT)
    await quick.readAll()
    expect(await quick.stored()).toMatchObject({ content: WHOLE, firstAnswer: null })

    await startAfter(0)
    upstream.embeddingRule = () => ({ delayMs: 3 * AFTER_MS })
    upstream.next({ deltas: [WHOLE] })
    const slow = await ask(MEANT)
    await slow.readAll()
    expect(await slow.stored()).toMatchObject({ content: WHOLE, firstAnswer: null })
    expect(calls().map(isSent)).toEqual([true, true])
    await startAfter(AFTER_MS)
  })

  it('leaves before it, and stands where it is complete: nobody waits for the rest', async () => {
    const letGo = hold()
    upstream.next({
      deltas: ['To undo a ', 'deployment, run rollback [k1].'],
      usage: { prompt_tokens: 90, completion_tokens: 9 },
    })
    const answer = await ask(WORDED)
    await answer.readUntil(isText)
    // the vector of the question has not come yet
    await answer.readAll()
    const [composition] = answer.dataOf<ComposedDto>('data-composition')
    expect(composition?.trace.warnings).toEqual([
      `searched by words alone: the models that search or rerank had not answered after ${AFTER_MS} ms`,
    ])
    const stored = await answer.stored()
    expect(stored).toMatchObject({
      content: WHOLE,
      status: 'complete',
      compositionId: composition?.id,
      firstAnswer: { outcome: 'complete', content: null, compositionId: composition?.id, gaps: [], added: [] },
    })
    expect(stored.firstAnswer?.waitedMs).toBeGreaterThanOrEqual(AFTER_MS - 1)
    letGo()
    // what is not waited for is not kept
    const kept = async () => (await listCompositions(actor, { conversationId: answer.conversationId() })).items.length
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await kept()).toBe(1)
    expect(calls()).toHaveLength(1)
    expect(answer.errors).toEqual([])
  })

  it('is followed by another from the whole context, where it is not complete and that holds more', async () => {
    const letGo = hold()
    upstream.next(
      { deltas: ['I do not know.'], usage: { prompt_tokens: 40, completion_tokens: 4 } },
      { deltas: [WHOLE], usage: { prompt_tokens: 99, completion_tokens: 9 } },
    )
    const answer = await ask(MEANT)
    await answer.readUntil(isRefinement)
    expect(answer.wordsOf('answer')).toBe('I do not know.')
    expect(answer.dataOf<Refinement>('data-refinement')).toEqual([
      {
        gaps: [
          { kind: 'nothing_sent' },
          { kind: 'uncovered', share: 0, limit: 0.5 },
          { kind: 'unknowing', words: 'I do not know' },
        ],
      },
    ])
    // meanwhile what came is read by others too
    expect(await resumeAnswer(actor, { id: answer.conversationId() })).not.toBeNull()
    letGo()
    await answer.readAll()
    expect(answer.wordsOf('refined')).toBe(WHOLE)
    const [before, after] = answer.dataOf<ComposedDto>('data-composition')
    expect(calls().map(isSent)).toEqual([false, true])
    const stored = await answer.stored()
    expect(stored).toMatchObject({
      content: WHOLE,
      status: 'complete',
      compositionId: after?.id,
      usage: { inputTokens: 99, outputTokens: 9 },
      firstAnswer: {
        outcome: 'refined',
        content: 'I do not know.',
        compositionId: before?.id,
        usage: { inputTokens: 40, outputTokens: 4 },
        added: expect.arrayContaining([ROLLBACK]),
      },
    })
    expect(answer.chunks.at(-1)).toMatchObject({ type: 'finish', messageMetadata: { firstAnswer: stored.firstAnswer } })
    const booked = await getConversationUsage(actor, { id: answer.conversationId() })
    expect(booked.turns.map(({ inputTokens, outputTokens }) => [inputTokens, outputTokens])).toEqual([
      [40, 4],
      [99, 9],
    ])
    for (const id of [before?.id, after?.id]) {
      expect(await getComposition(actor, { id: id ?? '' })).toMatchObject({ isExact: true })
    }
  })

  it('is given from the whole context alone where that comes before its first word', async () => {
    const letGo = hold()
    const silent = Promise.withResolvers<void>()
    upstream.next({ deltas: ['Never said.'], heldUntil: silent.promise }, { deltas: [WHOLE] })
    const answer = await ask(MEANT)
    await answer.readUntil(({ type }) => type === 'data-composition')
    await expect.poll(() => calls().length).toBe(1)
    letGo()
    await answer.readAll()
    silent.resolve()
    expect(answer.wordsOf('answer')).toBe(WHOLE)
    expect(calls().map(isSent)).toEqual([false, true])
    const [before, after] = answer.dataOf<ComposedDto>('data-composition')
    expect(await answer.stored()).toMatchObject({
      content: WHOLE,
      compositionId: after?.id,
      firstAnswer: {
        outcome: 'superseded',
        compositionId: before?.id,
        usage: { finishReason: 'cancelled', inputTokens: null },
      },
    })
    const booked = await getConversationUsage(actor, { id: answer.conversationId() })
    expect(booked.turns.map(({ status }) => status)).toEqual(['stopped', 'complete'])
  })

  it('stands where the whole context holds nothing more, or has not come either', async () => {
    upstream.embeddingRule = () => ({ delayMs: 3 * AFTER_MS })
    upstream.next({ deltas: ['Perhaps: undo the deployment.'] })
    const same = await ask(WORDED)
    await same.readAll()
    expect(await same.stored()).toMatchObject({
      content: 'Perhaps: undo the deployment.',
      firstAnswer: { outcome: 'nothing_added', gaps: [{ kind: 'uncited' }], added: [] },
    })
    upstream.embeddingRule = () => ({ status: 400, error: 'no' })
    upstream.next({ deltas: ['Perhaps.'] })
    const failed = await ask(MEANT)
    await failed.readAll()
    // by words is all that there is
    expect((await failed.stored()).content).toBe('Perhaps.')
    expect(calls()).toHaveLength(2)
  })

  it('stands where whoever asked stops what would follow', async () => {
    const letGo = hold()
    upstream.next({ deltas: ['I do not know.'] })
    const answer = await ask(MEANT)
    await answer.readUntil(isRefinement)
    await stopAnswer(actor, { id: answer.conversationId() })
    await answer.readAll()
    letGo()
    expect(await answer.stored()).toMatchObject({
      content: 'I do not know.',
      status: 'complete',
      firstAnswer: { outcome: 'stopped' },
    })
    expect(calls()).toHaveLength(1)
  })

  it('stands where the answer that would follow breaks off', async () => {
    const letGo = hold()
    upstream.next({ deltas: ['I do not know.'] }, { disconnectAfter: ['To undo '] })
    const answer = await ask(MEANT)
    await answer.readUntil(isRefinement)
    letGo()
    await answer.readAll()
    expect(await answer.stored()).toMatchObject({
      content: 'I do not know.',
      status: 'complete',
      error: null,
      firstAnswer: { outcome: 'not_refined', added: expect.arrayContaining([ROLLBACK]) },
    })
  })

  it('tells why it failed, and is not begun again by what comes a moment later', async () => {
    const letGo = hold()
    upstream.next({ status: 401, error: 'no' })
    const answer = await ask(WORDED)
    await answer.readUntil(({ type }) => type === 'text-end')
    letGo()
    await answer.readAll()
    expect(answer.chunks.filter(({ type }) => type === 'text-start')).toHaveLength(1)
    expect(await answer.stored()).toMatchObject({ status: 'failed', firstAnswer: { outcome: 'unfinished' } })
    expect(calls()).toHaveLength(1)
  })

  it('keeps what came of it where it breaks off itself', async () => {
    const letGo = hold()
    upstream.next({ disconnectAfter: ['To undo '] })
    const answer = await ask(WORDED)
    await answer.readAll()
    letGo()
    expect(await answer.stored()).toMatchObject({
      content: 'To undo ',
      status: 'interrupted',
      firstAnswer: { outcome: 'unfinished' },
    })
  })
})
