import { afterAll, beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { env } from '@/lib/env'
import { retryAtOnce } from '@/lib/models/testing/retries.fixture'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { Actor } from '@/lib/services/actor'
import { streamChat } from '@/lib/services/chat/stream-chat'
import { getComposition } from '@/lib/services/compose/get-composition'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { exportUsage } from './export-usage'
import { listUsage } from './list-usage'

let upstream: ScriptedOpenAi
let admin: Actor
let editor: Actor

retryAtOnce()

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  const { workspaceId } = await createTestWorkspace('module-usage')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  admin = (await createTestUser(workspaceId, 'admin')).actor
  editor = (await createTestUser(workspaceId, 'editor')).actor
  const tone = '---\nid: tone\nname: Tone\nactivation: always\n---\n\n# Tone\n\nAnswer in plain words.\n'
  const chunks = '---\nid: chunks\nname: Chunks\n---\n\n# Chunks\n\nA chunk is as large as 400 tokens.\n'
  const files = [tone, chunks].map((content, at) => ({ path: `${at}.md`, content }))
  await importModules(admin, { files })
  const models = [
    { id: 'priced', contextWindow: 20_000, prices: { input: 2, cachedInput: 0.5, output: 8 } },
    { id: 'unpriced', contextWindow: 20_000 },
  ]
  await saveProvider(admin, { kind: 'openai-compatible', name: 'Scripted', baseUrl: upstream.baseUrl, models })
})
afterAll(() => upstream.stop())

/** @returns tokens of each module in the context, and of all of it */
async function ask(actor: Actor, model: string) {
  const details = { prompt_tokens_details: { cached_tokens: 4_000 } }
  const usage = { prompt_tokens: 10_000, completion_tokens: 1_000, ...details }
  upstream.next({ deltas: ['400 tokens.'], usage })
  const stream = await streamChat(
    actor,
    { text: 'How large is a chunk?', model },
    { onError: (error) => expect(error).toBeUndefined() },
  )
  let id = ''
  for await (const chunk of stream) {
    if (chunk.type === 'data-conversation') id = (chunk.data as { conversationId: string }).conversationId
  }
  const { messages } = await getConversation(actor, { id })
  const { trace, usage: composed } = await getComposition(actor, { id: messages.at(-1)!.compositionId! })
  const tokensOf = (moduleId: string) =>
    trace.spans.filter((span) => span.moduleId === moduleId).reduce((sum, { tokens }) => sum + tokens, 0)
  return { tone: tokensOf('tone'), chunks: tokensOf('chunks'), all: composed.inputTokens }
}

it('is its share of each context, in tokens and in what the input cost', async () => {
  const { tone, chunks, all } = await ask(editor, 'priced')
  expect(Math.min(tone, chunks)).toBeGreaterThan(0)
  const report = await listUsage(admin, { by: 'module' })
  const inputUsd = (6_000 * 2 + 4_000 * 0.5) / 1e6
  const partOf = (tokens: number) => ({
    calls: 1,
    inputTokens: Math.floor((10_000 * tokens) / all),
    cachedTokens: Math.floor((4_000 * tokens) / all),
    outputTokens: 0,
    costUsd: expect.closeTo((inputUsd * tokens) / all, 9),
    unpriced: 0,
  })
  expect(report.items.find(({ key }) => key === 'tone')).toMatchObject({ name: 'Tone', ...partOf(tone) })
  expect(report.items.find(({ key }) => key === 'chunks')).toMatchObject({ name: 'Chunks', ...partOf(chunks) })
  expect(report.total).toMatchObject({ calls: 1, inputTokens: 10_000, outputTokens: 1_000 })
  expect(report.rest).toMatchObject({
    outputTokens: 1_000,
    costUsd: expect.closeTo(inputUsd * (1 - (tone + chunks) / all) + 8_000 / 1e6, 9),
  })
  expect((await exportUsage(admin, { by: 'module' })).text).toContain('tone,Tone,1,')
})

it('adds up over calls, without a price where there is none, and only of one’s own', async () => {
  await ask(admin, 'unpriced')
  const { items } = await listUsage(admin, { by: 'module' })
  expect(items.find(({ key }) => key === 'tone')).toMatchObject({ calls: 2, unpriced: 1 })
  const own = await listUsage(editor, { by: 'module' })
  expect(own).toMatchObject({ isOwn: true, total: { calls: 1 } })
  expect(own.items.find(({ key }) => key === 'tone')).toMatchObject({ calls: 1, unpriced: 0 })
  const later = { from: '2001-01-01', to: '2001-01-02' }
  expect(await listUsage(admin, { by: 'module', ...later })).toMatchObject({ items: [], total: { calls: 0 } })
})

it('is told of one module by day, and adds up to the same', async () => {
  const calls = await prisma.modelCall.findMany({ where: { workspaceId: admin.workspaceId }, orderBy: { at: 'asc' } })
  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000)
  await prisma.modelCall.updateMany({
    where: { workspaceId: admin.workspaceId, id: calls[0]!.id },
    data: { at: yesterday },
  })
  const days = await listUsage(admin, { by: 'day', module: 'tone' })
  const today = new Date().toISOString().slice(0, 10)
  expect(days.items).toMatchObject([
    { key: today, name: today, calls: 1, unpriced: 1 },
    { key: yesterday.toISOString().slice(0, 10), calls: 1, unpriced: 0 },
  ])
  const whole = (await listUsage(admin, { by: 'module' })).items.find(({ key }) => key === 'tone')!
  const sum = days.items.reduce((tokens, { inputTokens }) => tokens + inputTokens, 0)
  expect(Math.abs(sum - whole.inputTokens)).toBeLessThanOrEqual(1)
  expect(days.rest?.inputTokens).toBe(days.total.inputTokens - sum)
  expect((await exportUsage(admin, { by: 'day', module: 'tone' })).text).toContain(`${today},${today},1,`)
  expect(await listUsage(admin, { by: 'day', module: 'unknown' })).toMatchObject({ items: [] })
  await expect(listUsage(admin, { by: 'model', module: 'tone' })).rejects.toMatchObject({ code: 'VALIDATION' })
})
