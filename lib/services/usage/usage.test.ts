import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { env } from '@/lib/env'
import { retryAtOnce } from '@/lib/models/testing/retries.fixture'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { Actor } from '@/lib/services/actor'
import { streamChat } from '@/lib/services/chat/stream-chat'
import { deleteConversation } from '@/lib/services/conversations/delete-conversation'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { updateConversation } from '@/lib/services/conversations/update-conversation'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { tryProvider } from '@/lib/services/providers/try-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { exportUsage } from './export-usage'
import { getConversationUsage } from './get-conversation-usage'
import { listUsage } from './list-usage'

let upstream: ScriptedOpenAi
let admin: Actor
let editor: Actor
let key: Actor
let workspaceId: string
let providerId: string

retryAtOnce()

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  workspaceId = (await createTestWorkspace('usage')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  admin = (await createTestUser(workspaceId, 'admin')).actor
  editor = (await createTestUser(workspaceId, 'editor')).actor
  key = { kind: 'apiKey', workspaceId, keyId: 'key_program', name: 'Program', scopes: ['read', 'compose'] }
  await prisma.apiKey.create({
    data: { workspaceId, id: 'key_program', name: 'Program', scopes: key.scopes.slice(), prefix: 'p' },
  })
  const models = [
    { id: 'priced', contextWindow: 20_000, prices: { input: 2, cachedInput: 0.5, output: 8 } },
    { id: 'unpriced', contextWindow: 20_000 },
  ]
  const provider = { kind: 'openai-compatible', name: 'Scripted', baseUrl: upstream.baseUrl, models }
  providerId = (await saveProvider(admin, provider)).id
})
afterAll(() => upstream.stop())

async function ask(actor: Actor, input: object = {}) {
  const stream = await streamChat(
    actor,
    { text: 'How much?', model: 'priced', ...input },
    { onError: (error) => expect(error).toBeUndefined() },
  )
  let conversationId = ''
  for await (const chunk of stream) {
    if (chunk.type === 'data-conversation') conversationId = (chunk.data as { conversationId: string }).conversationId
  }
  return conversationId
}
const counted = (input: number, cached: number, output: number) => ({
  prompt_tokens: input,
  completion_tokens: output,
  prompt_tokens_details: { cached_tokens: cached },
})

describe('what calls took', () => {
  let first: string
  it('is booked once for each call, with its cost, also where it was tried again', async () => {
    const refusal = { status: 503, error: 'overloaded' }
    upstream.next(refusal, { deltas: ['Much.'], usage: counted(1_000, 400, 50) })
    first = await ask(editor)
    const { total, turns } = await getConversationUsage(editor, { id: first })
    const costUsd = (600 * 2 + 400 * 0.5 + 50 * 8) / 1_000_000
    expect(total).toEqual({
      calls: 1,
      failed: 0,
      estimated: 0,
      inputTokens: 1_000,
      cachedTokens: 400,
      outputTokens: 50,
      costUsd: expect.closeTo(costUsd, 12),
      unpriced: 0,
    })
    const [, answer] = (await getConversation(editor, { id: first })).messages
    expect(turns).toMatchObject([{ messageId: answer?.id, model: 'priced', status: 'complete', isEstimated: false }])
    expect(turns[0]?.predictedTokens).toBe(answer?.usage?.predictedInputTokens)
    expect(turns[0]?.predictedTokens).toBeGreaterThan(0)
    expect(answer?.usage).toMatchObject({
      inputTokens: 1_000,
      costUsd: expect.closeTo(costUsd, 12),
      isEstimated: false,
    })
  })

  it('is estimated and marked where an answer broke off, and nothing for a call that was refused', async () => {
    upstream.next({ disconnectAfter: ['half ', 'an answer'] })
    const broken = await ask(editor)
    const [turn] = (await getConversationUsage(editor, { id: broken })).turns
    expect(turn).toMatchObject({ status: 'interrupted', isEstimated: true, outputTokens: 5 })
    expect(turn?.inputTokens).toBe(turn?.predictedTokens)
    expect(turn?.costUsd).toBeCloseTo(((turn?.predictedTokens ?? 0) * 2 + 5 * 8) / 1_000_000, 12)

    upstream.next({ status: 401, error: 'wrong key' })
    const refused = await ask(editor)
    expect((await getConversationUsage(editor, { id: refused })).turns).toMatchObject([
      { status: 'failed', isEstimated: false, inputTokens: 0, outputTokens: 0, costUsd: 0 },
    ])
  })

  it('is kept when the conversation is deleted, and without it where nothing of one is kept', async () => {
    upstream.next({ deltas: ['Much.'], usage: counted(700, 0, 7) })
    const temporary = await ask(admin, { isTemporary: true, model: 'unpriced' })
    expect(await getConversationUsage(admin, { id: temporary })).toMatchObject({ total: { calls: 0 }, turns: [] })
    await deleteConversation(admin, { id: temporary })
    const { items } = await listUsage(admin, { by: 'model' })
    expect(items.find((item) => item.key === 'unpriced')).toMatchObject({
      name: 'unpriced',
      calls: 1,
      inputTokens: 700,
      outputTokens: 7,
      costUsd: 0,
      unpriced: 1,
    })
  })

  it('is told by day, model, member, key, conversation and module, and adds up in each', async () => {
    upstream.next({ deltas: ['Much.'], usage: counted(900, 0, 9) })
    const ofKey = await ask(key)
    const today = new Date().toISOString().slice(0, 10)
    const reports = await Promise.all(
      (['day', 'model', 'member', 'key', 'conversation', 'module'] as const).map((by) => listUsage(admin, { by })),
    )
    for (const { items, rest, total } of reports) {
      const sum = [...items, ...(rest ? [rest] : [])].reduce((tokens, item) => tokens + item.inputTokens, 0)
      expect(sum).toBe(total.inputTokens)
      expect(total).toEqual({ ...reports[0]?.total, costUsd: expect.closeTo(reports[0]?.total.costUsd ?? 0, 9) })
      expect(total.calls).toBe(5)
    }
    const [byDay, , byMember, byKey, byConversation] = reports
    expect(byDay).toMatchObject({ to: today, isOwn: false, items: [{ key: today, name: today }], rest: null })
    expect(byMember?.items.map(({ key, calls }) => [key, calls])).toEqual(
      expect.arrayContaining([
        [editor.kind === 'user' && editor.userId, 3],
        [admin.kind === 'user' && admin.userId, 1],
      ]),
    )
    expect(byMember?.rest).toMatchObject({ calls: 1, inputTokens: 900 })
    expect(byKey).toMatchObject({ items: [{ key: 'key_program', name: 'Program', calls: 1 }], rest: { calls: 4 } })
    // what is private to others has no title, not even for administrators
    const names = new Map(byConversation?.items.map((item) => [item.key, item.name]))
    expect(names.get(ofKey)).toBeNull()
    expect(names.get(first)).toBeNull()
    await updateConversation(editor, { id: first, isShared: true })
    const shared = await listUsage(admin, { by: 'conversation' })
    expect(shared.items.find((item) => item.key === first)?.name).toBe('How much?')
  })

  it('is one’s own for whoever is no administrator', async () => {
    const own = await listUsage(editor, { by: 'member' })
    expect(own).toMatchObject({ isOwn: true, total: { calls: 3 }, rest: null })
    expect(own.items).toHaveLength(1)
    expect((await listUsage(key, { by: 'key' })).total).toMatchObject({ calls: 1, inputTokens: 900 })
    await updateConversation(editor, { id: first, isShared: true })
    await expect(getConversationUsage(key, { id: first })).resolves.toMatchObject({ total: { calls: 1 } })
    await updateConversation(editor, { id: first, isShared: false })
    await expect(getConversationUsage(key, { id: first })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('is exported as CSV, which holds no formula', async () => {
    await prisma.apiKey.updateMany({ where: { workspaceId, id: 'key_program' }, data: { name: '=1+1, "x"' } })
    const { fileName, text } = await exportUsage(admin, { by: 'key' })
    expect(fileName).toMatch(/^usage-by-key-\d{4}-\d\d-\d\d-to-\d{4}-\d\d-\d\d\.csv$/)
    const lines = text.split('\r\n')
    expect(lines[0]).toBe(
      'key,name,calls,failed,estimated,input tokens,cached input tokens,output tokens,cost in US dollars,calls without a price',
    )
    expect(lines[1]).toBe(`key_program,"'=1+1, ""x""",1,0,0,900,0,9,0.00187200,0`)
    expect(lines[2]).toMatch(/^,others,4,/)
    expect(lines[3]).toMatch(/^,total,5,/)
  })

  it('counts the word that a connection is tried with', async () => {
    const before = (await listUsage(admin, {})).total.calls
    expect(await tryProvider(admin, { id: providerId, model: 'priced' })).toMatchObject({ isOk: true })
    expect((await listUsage(admin, {})).total.calls).toBe(before + 1)
    expect(await prisma.modelCall.count({ where: { workspaceId, purpose: 'test', status: 'complete' } })).toBe(1)
  })

  it('is asked for by days that make sense', async () => {
    const call = await prisma.modelCall.findFirstOrThrow({ where: { workspaceId, conversationId: first } })
    const { id } = call
    await prisma.modelCall.update({
      where: { workspaceId_id: { workspaceId, id } },
      data: { at: new Date('2026-03-01T23:59:59.999Z') },
    })
    const march = await listUsage(admin, { from: '2026-02-01', to: '2026-03-01' })
    expect(march).toMatchObject({ items: [{ key: '2026-03-01', calls: 1 }], total: { inputTokens: 1_000 } })
    expect((await listUsage(admin, { from: '2026-03-02', to: '2026-03-02' })).total.calls).toBe(0)
    for (const range of [
      { from: '2026-03-02', to: '2026-03-01' },
      { from: '2020-01-01', to: '2026-01-01' },
      { from: 'yesterday' },
      { by: 'week' },
    ]) {
      await expect(listUsage(admin, range)).rejects.toMatchObject({ code: 'VALIDATION' })
    }
  })
})
