import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { env } from '@/lib/env'
import { followEmbedding } from '@/lib/indexing/embedding/follow-embedding'
import { embedMessages } from '@/lib/indexing/messages/embed-messages'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { chooseEmbedding } from '@/lib/services/embeddings/choose-embedding'
import { getEmbedding } from '@/lib/services/embeddings/get-embedding'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { deleteProfile } from '@/lib/services/profiles/delete-profile'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { appendMessages } from './append-messages'
import { branchConversation } from './branch-conversation'
import { createConversation } from './create-conversation'
import { deleteConversation } from './delete-conversation'

const EVIDENCE = 'Our rooster wakes the whole street.'
const QUERY = 'Which bird keeps neighbours from sleeping?'
/** Too long to be sent all together with 4,000 tokens. */
const small = { contextWindow: 4_000, maxOutputTokens: 400 }
const chatter = (at: number) => `Number ${at}: ${'the committee minutes were approved and filed. '.repeat(20)}`
const MESSAGES = Array.from({ length: 40 }, (_, at) => ({
  id: `m${at}`,
  role: at % 2 === 0 ? ('user' as const) : ('assistant' as const),
  content: at === 10 ? `${EVIDENCE} ${chatter(at)}` : chatter(at),
}))

let upstream: ScriptedOpenAi
let workspaceId: string
let actor: Actor
let choice: { kind: 'provider'; providerId: string; model: string }

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  upstream.embeddingDimensions = 64
  upstream.meaningOf = (text) => (/rooster|bird/.test(text) ? '~~~~~~~~~~~~' : text)
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  workspaceId = (await createTestWorkspace('message-vectors')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  actor = (await createTestUser(workspaceId, 'admin')).actor
  const saved = await saveProvider(actor, {
    ...{ kind: 'openai-compatible', name: 'Scripted', baseUrl: upstream.baseUrl, models: [] },
  })
  choice = { kind: 'provider', providerId: saved.id, model: 'scripted' }
  await choose(true)
})
afterEach(() => {
  upstream.embeddingRule = undefined
})
afterAll(() => upstream.stop())

async function choose(embedsMessages: boolean) {
  await chooseEmbedding(actor, { ...choice, embedsMessages })
  await followEmbedding(workspaceId)
}

async function converse(more: object = {}) {
  const { id } = await createConversation(actor, { title: 'Long', ...more })
  await appendMessages(actor, { id, messages: MESSAGES })
  await embedMessages({ workspaceId, conversationId: id })
  return id
}

const vectorsOf = (conversationId: string) => prisma.messageEmbedding.count({ where: { workspaceId, conversationId } })

async function ask(asked: object) {
  const { text, trace } = await createComposition(actor, { query: QUERY, ...small, ...asked })
  const step = trace.steps.find(({ name }) => name === 'retrieve turns')
  return { isFound: text.includes(EVIDENCE), notes: step?.notes ?? [] }
}

it('finds an earlier message that shares no word with the question', async () => {
  const conversationId = await converse()
  expect(await vectorsOf(conversationId)).toBe(40)
  expect(await ask({ conversationId })).toEqual({ isFound: true, notes: ['40 of 40 messages compared by meaning'] })
  await choose(false)
  expect(await vectorsOf(conversationId)).toBe(0)
  expect(await ask({ conversationId })).toEqual({ isFound: false, notes: [] })
  await embedMessages({ workspaceId })
  expect(await vectorsOf(conversationId)).toBe(0)
  await choose(true)
  // those of all conversations, in parts
  await embedMessages({ workspaceId }, undefined, 0)
  expect(await vectorsOf(conversationId)).toBe(32)
  await embedMessages({ workspaceId }, undefined, 0)
  expect(await vectorsOf(conversationId)).toBe(40)
})

it('compares messages that are sent along, and goes by words where the model fails', async () => {
  const turns = MESSAGES.map(({ id, role, content }) => ({ id, role, content }))
  expect(await ask({ turns })).toEqual({ isFound: true, notes: ['40 of 40 messages compared by meaning'] })
  upstream.embeddingRule = (texts) => (texts.length > 1 ? { status: 400, error: 'no' } : undefined)
  const others = turns.map((turn) => ({ ...turn, content: `${turn.content} Yes.` }))
  const notes = ['the messages could not be compared by meaning: by words alone']
  expect(await ask({ turns: others })).toEqual({ isFound: false, notes })
})

it('compares as many of the newest messages as the model embeds in time', async () => {
  upstream.embeddingRule = (texts) =>
    texts.some((text) => text.includes('Number 1:')) ? { delayMs: 4_000 } : undefined
  const turns = Array.from({ length: 70 }, (_, at) => ({
    role: at % 2 === 0 ? 'user' : 'assistant',
    content: `New. ${chatter(at)}`,
  }))
  expect(await ask({ turns })).toMatchObject({ notes: ['64 of 70 messages compared by meaning'] })
})

it('embeds anew a message that went on, and no temporary conversation', async () => {
  const conversationId = await converse()
  await prisma.conversationMessage.updateMany({
    where: { workspaceId, conversationId, id: 'm10' },
    data: { content: chatter(10) },
  })
  const before = upstream.received.length
  await embedMessages({ workspaceId, conversationId })
  await embedMessages({ workspaceId, conversationId })
  expect(upstream.received.length).toBe(before + 1)
  expect(await ask({ conversationId })).toMatchObject({ isFound: false })
  const temporary = await converse({ isTemporary: true })
  expect(await vectorsOf(temporary)).toBe(0)
})

it('takes the vectors along into a branch, and deletes them with a profile’s conversations', async () => {
  const profile = await createProfile(actor, { name: 'Ada', facts: [] })
  const conversationId = await converse({ profileId: profile.id })
  const branch = await branchConversation(actor, { id: conversationId, messageId: 'm20' })
  expect(await vectorsOf(branch.id)).toBeGreaterThanOrEqual(20)
  const { stores } = await deleteProfile(actor, { id: profile.id, withConversations: true })
  const ofVectors = stores.find(({ store }) => store === 'vectors of messages')
  expect(ofVectors?.removed).toBeGreaterThanOrEqual(60)
  expect(ofVectors?.left).toBe(0)
  const gone = await converse()
  await deleteConversation(actor, { id: gone })
  await embedMessages({ workspaceId })
  expect(await vectorsOf(gone)).toBe(40)
})

it('does not send a message elsewhere that a fact rests on which may not leave this machine', async () => {
  const profile = await createProfile(actor, { name: 'Bo', facts: [{ key: 'role', value: 'spy', scope: 'local' }] })
  const { id } = await createConversation(actor, { title: 'Secret', profileId: profile.id })
  await appendMessages(actor, { id, messages: MESSAGES.slice(0, 4) })
  await prisma.profileFact.updateMany({
    where: { workspaceId, profileId: profile.id },
    data: { conversationId: id, messageId: 'm2' },
  })
  await embedMessages({ workspaceId, conversationId: id })
  expect(await vectorsOf(id)).toBe(3)
  await embedMessages({ workspaceId })
  const { messages } = await getEmbedding(actor, {})
  expect(messages?.embedded).toBe(messages?.total)
})
