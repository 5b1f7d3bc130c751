import { afterAll, beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { env } from '@/lib/env'
import { ScriptedWire } from '@/lib/models/testing/scripted-wire.fixture'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { branchConversation } from '@/lib/services/conversations/branch-conversation'
import { exportConversations } from '@/lib/services/conversations/export-conversations'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { importConversations } from '@/lib/services/conversations/import-conversations'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { streamChat } from './stream-chat'

let wire: ScriptedWire
let actor: Actor

beforeAll(async () => {
  wire = await ScriptedWire.start('openai-responses')
  env.LOADOUT_ALLOWED_HOSTS.push(wire.host)
  const workspace = await createTestWorkspace('sources')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  const models = [{ id: 'm', contextWindow: 20_000 }]
  const key = { apiKey: 'test-key-123' }
  await saveProvider(actor, { kind: 'openai-responses', name: 'Scripted', baseUrl: wire.baseUrl, models, ...key })
})
afterAll(() => wire.stop())

async function ask(input: object) {
  const stream = await streamChat(actor, { model: 'm', ...input }, { onError: () => undefined })
  const told: unknown[] = []
  let conversationId = ''
  for await (const chunk of stream) {
    if (chunk.type === 'data-source') told.push(chunk.data)
    if (chunk.type === 'data-conversation') conversationId = (chunk.data as { conversationId: string }).conversationId
  }
  const { messages } = await getConversation(actor, { id: conversationId })
  return { told, conversationId, last: messages.at(-1)! }
}

const NAMED = [
  { title: 'Rain', url: 'https://rain.example/a' },
  { title: 'a `b`', url: 'javascript:alert(1)' },
  { title: 'rain.pdf' },
]
const STORED = NAMED.map(({ title, url }) => (url === undefined ? { title } : { title, address: url }))

it('tells and stores the sources that a model names, and sends them to none again', async () => {
  wire.next({ deltas: ['It rains.'], sources: NAMED })
  const { told, last, conversationId } = await ask({ text: 'How is the weather?' })
  expect(told).toEqual(STORED)
  expect(last).toMatchObject({ content: 'It rains.', status: 'complete', sources: STORED })
  wire.next({ deltas: ['Fine.'] })
  expect((await ask({ text: 'And now?', conversationId })).last.sources).toEqual([])
  expect(JSON.stringify(wire.received.at(-1)?.body)).not.toContain('rain.example')
})

it('keeps those of an answer that is gone on with, as many as an answer has', async () => {
  const pages = Array.from({ length: LIMITS.sources }, (_, at) => ({
    title: `${at}`,
    url: `https://rain.example/${at}`,
  }))
  wire.next(
    { deltas: ['It '], sources: pages.slice(0, 30), end: 'length' },
    { deltas: ['rains.'], sources: pages.slice(20).concat(NAMED[0] as never) },
  )
  const { conversationId } = await ask({ text: 'How is the weather?' })
  const { last } = await ask({ trigger: 'continue-message', conversationId })
  expect(last).toMatchObject({ content: 'It rains.', status: 'complete' })
  expect(last.sources.map(({ title }) => title)).toEqual(pages.map(({ title }) => title))
})

it('writes them into the files of a conversation, reads them back, and copies them into a branch', async () => {
  wire.next({ deltas: ['It rains.'], sources: NAMED })
  const { conversationId } = await ask({ text: 'How is the weather?' })
  const ids = [conversationId]
  const { text: markdown } = await exportConversations(actor, { ids, format: 'markdown' })
  expect(markdown).toContain('*Source:* ` Rain ` ` https://rain.example/a `')
  expect(markdown).toContain('*Source:* `` a `b` `` ` javascript:alert(1) `')
  const { text: content } = await exportConversations(actor, { ids })
  const other = await createTestWorkspace('sources-other')
  const imported = await importConversations(other.actor, { content })
  const { messages } = await getConversation(other.actor, { id: imported.items[0]!.conversationId! })
  expect(messages.at(-1)).toMatchObject({ content: 'It rains.', sources: STORED })
  const branch = await branchConversation(actor, { id: conversationId, messageId: messages.at(-1)!.id })
  const copied = await getConversation(actor, { id: branch.id })
  expect(copied.messages.at(-1)).toMatchObject({ content: 'It rains.', sources: STORED })
})
