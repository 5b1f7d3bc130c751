import { afterAll, beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { env } from '@/lib/env'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { exportConversations } from '@/lib/services/conversations/export-conversations'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { importConversations } from '@/lib/services/conversations/import-conversations'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { streamChat } from './stream-chat'

let upstream: ScriptedOpenAi
let actor: Actor
const TOOL = { name: 'look_up', input: { city: 'Rome' } }

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  const workspace = await createTestWorkspace('tool-uses')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  const models = [{ id: 'm', contextWindow: 20_000 }]
  await saveProvider(actor, { kind: 'openai-compatible', name: 'Scripted', baseUrl: upstream.baseUrl, models })
})
afterAll(() => upstream.stop())

async function ask(input: object) {
  const stream = await streamChat(actor, { model: 'm', ...input }, { onError: () => undefined })
  const told: unknown[] = []
  const types: string[] = []
  let conversationId = ''
  for await (const chunk of stream) {
    types.push(chunk.type)
    if (chunk.type === 'data-tool') told.push(chunk.data)
    if (chunk.type === 'data-conversation') conversationId = (chunk.data as { conversationId: string }).conversationId
  }
  const { messages } = await getConversation(actor, { id: conversationId })
  return { told, types, conversationId, last: messages.at(-1)! }
}

it('tells and stores a tool that a model asks for, and sends it to none again', async () => {
  upstream.next({ deltas: ['Let me look.'], tool: TOOL })
  const { told, last, conversationId } = await ask({ text: 'How is the weather?' })
  const use = { id: 'call_1', name: 'look_up', isRun: false }
  expect(told.at(-1)).toMatchObject(use)
  expect(last).toMatchObject({ content: 'Let me look.', status: 'complete', error: null, toolUses: [use] })
  expect(JSON.parse(last.toolUses[0]!.input)).toEqual(TOOL.input)
  upstream.next({ deltas: ['Fine.'] })
  const next = await ask({ text: 'And now?', conversationId })
  expect(next.last.toolUses).toEqual([])
  expect(JSON.stringify(upstream.received.at(-1)?.body)).not.toContain('look_up')
})

it('takes an answer that is a tool alone for one, which takes part in no context', async () => {
  upstream.next({ deltas: [], tool: TOOL })
  const { types, last, conversationId } = await ask({ text: 'How is the weather?' })
  expect(types).not.toContain('error')
  expect(last).toMatchObject({ content: '', status: 'complete', toolUses: [{ name: 'look_up' }] })
  upstream.next({ deltas: ['Fine.'] })
  expect((await ask({ text: 'And now?', conversationId })).last).toMatchObject({ content: 'Fine.', status: 'complete' })
})

it('keeps the beginning of an input that is too long, and says so', async () => {
  upstream.next({ deltas: ['Much.'], tool: { name: 'n'.repeat(500), input: { text: '\u0000🦜'.repeat(20_000) } } })
  const { last } = await ask({ text: 'How much?' })
  const [use] = last.toolUses
  expect(use).toMatchObject({ isCut: true })
  expect(use!.input.length).toBeLessThanOrEqual(LIMITS.toolUseLength)
  expect(use!.name).toHaveLength(200)
})

it('is in the files of a conversation, and comes back from them', async () => {
  upstream.next({ deltas: ['Let me look.'], tool: { name: 'look_up', input: { text: 'a `b` c' } } })
  const { conversationId, last } = await ask({ text: 'How is the weather?' })
  const ids = [conversationId]
  const { text: markdown } = await exportConversations(actor, { ids, format: 'markdown' })
  expect(markdown).toContain('*Asked for the tool look_up:* `` {')
  const { text: content } = await exportConversations(actor, { ids })
  const other = await createTestWorkspace('tool-uses-other')
  const imported = await importConversations(other.actor, { content })
  const { messages } = await getConversation(other.actor, { id: imported.items[0]!.conversationId! })
  expect(messages.at(-1)).toMatchObject({ content: 'Let me look.', toolUses: last.toolUses })
})
