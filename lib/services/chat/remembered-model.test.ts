import { afterAll, beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { OFFLINE_MODEL_ID } from '@/lib/engine'
import { env } from '@/lib/env'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { listConversations } from '@/lib/services/conversations/list-conversations'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { chooseDefaultModel } from '@/lib/services/providers/choose-default-model'
import { listAvailableModels } from '@/lib/services/providers/list-available-models'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { streamChat } from './stream-chat'

let upstream: ScriptedOpenAi
let admin: Actor
let person: Actor
let program: Actor
let providerId: string

const provider = (models: string[]) => ({
  kind: 'openai-compatible',
  name: 'Scripted',
  baseUrl: upstream.baseUrl,
  models: models.map((id) => ({ id, contextWindow: 20_000 })),
})

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  const { workspaceId } = await createTestWorkspace('remembered')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  admin = (await createTestUser(workspaceId, 'admin')).actor
  person = (await createTestUser(workspaceId, 'editor')).actor
  program = { kind: 'apiKey', workspaceId, keyId: 'key', name: 'key', scopes: ['read', 'compose'] }
  providerId = (await saveProvider(admin, provider(['one', 'two', 'three']))).id
})
afterAll(() => upstream.stop())

/** Asks, and gives the model that answered with the conversation. */
async function ask(actor: Actor, input: { model?: string; conversationId?: string } = {}) {
  const failed: unknown[] = []
  const stream = await streamChat(actor, { text: 'How?', ...input }, { onError: (error) => failed.push(error) })
  let model: string | undefined
  let conversationId = ''
  for await (const part of stream) {
    if (part.type === 'data-conversation') conversationId = (part.data as { conversationId: string }).conversationId
    if (part.type === 'data-composition') model = (part.data as { usage: { model: string } }).usage.model
  }
  expect(failed).toEqual([])
  return { model, conversationId }
}

const nextModel = async (actor: Actor) => (await listAvailableModels(actor, {})).nextModel

it('remembers a model per conversation, then per person, then by the workspace’s default', async () => {
  expect(await nextModel(person)).toBe(OFFLINE_MODEL_ID)
  expect(await chooseDefaultModel(admin, { model: 'three' })).toEqual({ model: 'three' })
  expect(await nextModel(person)).toBe('three')

  const first = await ask(person, { model: 'one' })
  expect(await ask(person, { conversationId: first.conversationId })).toEqual(first)
  expect(await ask(person)).toMatchObject({ model: 'one' })
  const second = await ask(person, { model: 'two' })
  expect(await nextModel(person)).toBe('two')
  expect(await ask(person, { conversationId: first.conversationId })).toMatchObject({ model: 'one' })
  expect((await listConversations(person, {})).items.find(({ id }) => id === second.conversationId)?.model).toBe('two')

  expect(await nextModel(admin)).toBe('three')
  expect(await ask(program, { model: 'two' })).toMatchObject({ model: 'two' })
  expect(await ask(program)).toMatchObject({ model: 'three' })
  const composed = await createComposition(program, { query: 'How?', conversationId: undefined })
  expect(composed.usage.model).toBe('three')
})

it('passes over a model that nobody offers any more', async () => {
  const { conversationId } = await ask(person, { model: 'two' })
  await saveProvider(admin, { ...provider(['three']), id: providerId })
  expect(await ask(person, { conversationId })).toMatchObject({ model: 'three' })
  await saveProvider(admin, { ...provider(['four']), id: providerId })
  expect(await ask(person, { conversationId })).toMatchObject({ model: OFFLINE_MODEL_ID })
})

it('takes only a model that is offered for the default, and an administrator’s word alone', async () => {
  await expect(chooseDefaultModel(admin, { model: 'nobody' })).rejects.toMatchObject({ code: 'VALIDATION' })
  await expect(chooseDefaultModel(person, { model: null })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await chooseDefaultModel(admin, { model: null })).toEqual({ model: null })
})
