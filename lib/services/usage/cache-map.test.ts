import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { OFFLINE_MODEL_ID, prefixSpans, tokensOf } from '@/lib/engine'
import { env } from '@/lib/env'
import { retryAtOnce } from '@/lib/models/testing/retries.fixture'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { createChangeRequest } from '@/lib/services/change-requests/create-change-request'
import { previewChangeEffect } from '@/lib/services/change-requests/preview-change-effect'
import { streamChat } from '@/lib/services/chat/stream-chat'
import { getComposition } from '@/lib/services/compose/get-composition'
import { deleteConversation } from '@/lib/services/conversations/delete-conversation'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { previewEffect } from '@/lib/services/effect/preview-effect'
import { importModules } from '@/lib/services/imports/import-modules'
import { getModule } from '@/lib/services/modules/get-module'
import { saveDraft } from '@/lib/services/modules/save-draft'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { getCacheMap } from './get-cache-map'

let upstream: ScriptedOpenAi
let actor: Actor
const MODEL = 'priced'
const MINUTE = 60_000

retryAtOnce()

const source = (id: string, activation: string, body: string) =>
  `---\nid: ${id}\nname: ${id}\nactivation: ${activation}\n---\n\n# ${id}\n\n${body}\n`
const TONE = source('tone', 'always', 'Answer in plain words, politely and briefly. '.repeat(150))
const CHUNKS = source('chunks', 'semantic', 'A chunk is as large as 400 tokens.')

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  const { workspaceId } = await createTestWorkspace('cache-map')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  actor = (await createTestUser(workspaceId, 'admin')).actor
  await importAll({ tone: TONE, chunks: CHUNKS })
  const models = [
    { id: MODEL, contextWindow: 20_000, prices: { input: 2, cachedInput: 0.5, output: 8 } },
    { id: 'unpriced', contextWindow: 20_000 },
  ]
  await saveProvider(actor, { kind: 'openai-compatible', name: 'Scripted', baseUrl: upstream.baseUrl, models })
})
afterAll(() => upstream.stop())

const importAll = (sources: Record<string, string>) =>
  importModules(actor, { files: Object.entries(sources).map(([id, content]) => ({ path: `${id}.md`, content })) })

/** Asks, and has the provider say that it had so many tokens in its cache. */
async function ask(cached: number | null, input: object = {}): Promise<string> {
  const details = cached === null ? {} : { prompt_tokens_details: { cached_tokens: cached } }
  upstream.next({ deltas: ['So it is.'], usage: { prompt_tokens: 2_000, completion_tokens: 4, ...details } })
  const asked = { text: 'How large is a chunk?', model: MODEL, ...input }
  const stream = await streamChat(actor, asked, { onError: (error) => expect(error).toBeUndefined() })
  let id = ''
  for await (const chunk of stream) {
    if (chunk.type === 'data-conversation') id = (chunk.data as { conversationId: string }).conversationId
  }
  return id
}

async function lastComposition(id: string) {
  const { messages } = await getConversation(actor, { id })
  return getComposition(actor, { id: messages.at(-1)!.compositionId! })
}

async function ageTurns(conversationId: string, ms: number): Promise<void> {
  const createdAt = new Date(Date.now() - ms)
  await prisma.conversationMessage.updateMany({ where: { conversationId }, data: { createdAt } })
}

const draftOf = async (id: string, content: string) => {
  const { draft } = await getModule(actor, { id })
  await saveDraft(actor, { id, source: content, revision: draft?.revision ?? 0 })
}

describe('the cache map of a conversation', () => {
  it('tells turn by turn what was kept, what broke it, what was cached and saved', async () => {
    const id = await ask(0)
    await ask(1_536, { conversationId: id, text: 'And how do they overlap?' })
    await ask(null, { conversationId: id, model: 'unpriced', text: 'And who says so?' })
    await importAll({ tone: TONE.replace('politely', 'kindly') })
    await ask(0, { conversationId: id, text: 'And in a table?' })
    await ageTurns(id, 6 * MINUTE)
    await ask(1_024, { conversationId: id, text: 'And in code?' })

    const { messages, trace } = await lastComposition(id)
    const isPrefix = messages.map(({ cacheBreakpoint }) => cacheBreakpoint ?? false)
    const prefixTokens = tokensOf(trace.spans.filter(({ messageIndex }) => isPrefix[messageIndex]))
    expect(prefixTokens).toBeGreaterThan(1_024)

    const map = await getCacheMap(actor, { id })
    expect(map.turns).toMatchObject([
      { model: MODEL, state: 'first', predictedTokens: 0, cachedTokens: 0, savedUsd: 0 },
      { model: MODEL, state: 'kept', cause: null, predictedTokens: prefixTokens, cachedTokens: 1_536 },
      { model: 'unpriced', state: 'first', predictedTokens: 0, savedUsd: null },
      {
        model: MODEL,
        state: 'changed',
        cause: { kind: 'version', moduleId: 'tone', title: 'tone', from: 1, to: 2 },
        predictedTokens: 0,
      },
      { model: MODEL, state: 'expired', cause: null, prefixTokens, predictedTokens: 0, cachedTokens: 1_024 },
    ])
    // 1.50 dollars less for each million of tokens
    expect(map.turns[1]!.savedUsd).toBeCloseTo((1_536 * 1.5) / 1e6, 12)
    expect(map.total).toMatchObject({ predictedTokens: prefixTokens, inputTokens: 10_000, cachedTokens: 2_560 })
    expect(map.total.savedUsd).toBeCloseTo((2_560 * 1.5) / 1e6, 12)
  })

  it('says where a context is not kept any more, and is empty for the offline model', async () => {
    const id = await ask(0)
    await ask(0, { conversationId: id, text: 'And then?' })
    await prisma.composition.deleteMany({ where: { conversationId: id } })
    const { turns } = await getCacheMap(actor, { id })
    expect(turns).toMatchObject([
      { state: 'unknown', prefixTokens: null },
      { state: 'unknown', prefixTokens: null },
    ])
    const offline = await ask(0, { model: OFFLINE_MODEL_ID })
    expect((await getCacheMap(actor, { id: offline })).turns).toEqual([])
  })

  it('is for those alone who may read the conversation', async () => {
    const id = await ask(0)
    const { actor: colleague } = await createTestUser(actor.workspaceId, 'editor')
    await expect(getCacheMap(colleague, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('what a change costs in caches', () => {
  it('is told before publishing and merging: conversations active of late, and tokens that are sent anew', async () => {
    await prisma.composition.deleteMany({ where: { workspaceId: actor.workspaceId } })
    await prisma.conversation.deleteMany({ where: { workspaceId: actor.workspaceId } })
    const ids = [await ask(0), await ask(0)]
    await ask(0, { conversationId: ids[0], text: 'And then?' })
    await deleteConversation(actor, { id: await ask(0) })
    const old = await ask(0)
    const createdAt = new Date(Date.now() - (LIMITS.prefixDays + 1) * 24 * 60 * MINUTE)
    await prisma.composition.updateMany({ where: { conversationId: old }, data: { createdAt } })

    await draftOf('tone', TONE.replace('briefly', 'at length'))
    const spans = prefixSpans((await lastComposition(ids[0]!)).trace.spans)
    const from = spans.findIndex(({ moduleId }) => moduleId === 'tone')
    const broken = {
      conversations: 2,
      days: LIMITS.prefixDays,
      tokens: tokensOf(spans.slice(from)),
      isAtLeast: false,
    }
    expect(broken.tokens).toBeGreaterThan(1_000)
    expect((await previewEffect(actor, { id: 'tone' })).prefixes).toEqual(broken)

    await draftOf('chunks', CHUNKS.replace('400', '500'))
    expect((await previewEffect(actor, { id: 'chunks' })).prefixes).toMatchObject({ conversations: 0, tokens: 0 })
    await draftOf('chunks', CHUNKS.replace('semantic', 'always'))
    expect((await previewEffect(actor, { id: 'chunks' })).prefixes).toMatchObject({
      conversations: 2,
      tokens: tokensOf(spans),
    })

    const edits = [{ moduleId: 'tone', source: TONE.replace('briefly', 'in rhymes') }]
    const { number } = await createChangeRequest(actor, { title: 'Rhymes', edits })
    expect((await previewChangeEffect(actor, { number })).prefixes).toEqual(broken)
  })
})
