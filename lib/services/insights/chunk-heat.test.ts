import { beforeAll, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Span } from '@/lib/engine'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { appendMessage } from '@/lib/services/conversations/append-message'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { importModules } from '@/lib/services/imports/import-modules'
import { listChunks } from '@/lib/services/modules/list-chunks'
import { updateModule } from '@/lib/services/modules/update-module'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { getChunkHeat } from './get-chunk-heat'

const TOPICS = ['glacier', 'volcano', 'harbour', 'orchard']
const sentences = (topic: string) =>
  Array.from({ length: 40 }, (_, n) => `The ${topic} has a keeper who opens gate ${n} of the ${topic} at dawn.`).join(
    ' ',
  )
const BODY = `# Places\n\n${TOPICS.map((topic) => `## The ${topic}\n\n${sentences(topic)}`).join('\n\n')}`

let actor: Actor

beforeAll(async () => {
  const workspace = await createTestWorkspace('chunk-heat')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  await importModules(actor, { files: [{ path: 'places.md', content: BODY }] })
})

it('tells of each chunk how often it was sent and cited, as the traces and answers have it', async () => {
  const { workspaceId } = actor
  const { id: conversationId } = await createConversation(actor, { title: 'Places' })
  const sent: { spans: Span[]; answer: string }[] = []
  for (const [topic, answer] of [
    ['orchard', 'At dawn [k1].'],
    ['orchard', 'I do not know.'],
    ['volcano', 'At dawn [k1].'],
  ] as const) {
    const query = `When does the keeper open the ${topic}?`
    const { id: compositionId, trace } = await createComposition(actor, {
      ...{ query, conversationId, contextWindow: 1_600, maxOutputTokens: 200 },
    })
    const message = await appendMessage(actor, { id: conversationId, role: 'assistant', content: answer })
    await prisma.conversationMessage.updateMany({ where: { workspaceId, id: message.id }, data: { compositionId } })
    sent.push({ spans: trace.spans, answer })
  }
  const { items } = await listChunks(actor, { id: 'places' })
  const heat = await getChunkHeat(actor, { id: 'places' })
  expect(heat).toMatchObject({ version: 1, contexts: 3, isAll: true })
  expect(heat.chunks.map(({ ordinal }) => ordinal)).toEqual(items.map(({ ordinal }) => ordinal))
  for (const [at, { startOffset, endOffset }] of items.entries()) {
    const holding = sent.map(({ spans, answer }) => {
      const own = spans.filter(
        ({ sourceStart = 0, sourceEnd = 0 }) => sourceStart < endOffset && sourceEnd > startOffset,
      )
      return { isSent: own.length > 0, isCited: own.some(({ label }) => label === 'k1') && answer.includes('[k1]') }
    })
    const told = {
      sentIn: holding.filter(({ isSent }) => isSent).length,
      citedIn: holding.filter(({ isCited }) => isCited).length,
    }
    expect(heat.chunks[at]).toMatchObject(told)
  }
  // some are hot, and some are never sent
  expect(heat.chunks.some(({ citedIn }) => citedIn > 0)).toBe(true)
  expect(heat.chunks.some(({ sentIn, citedIn }) => sentIn > citedIn)).toBe(true)
  expect(heat.chunks.some(({ sentIn }) => sentIn === 0)).toBe(true)
})

it('tells contexts without an answer from those whose answer does not cite a chunk', async () => {
  const before = (await getChunkHeat(actor, { id: 'places' })).chunks
  const query = 'When does the keeper open the orchard?'
  await createComposition(actor, { query, contextWindow: 1_600, maxOutputTokens: 200 })
  const { chunks } = await getChunkHeat(actor, { id: 'places' })
  const sentAgain = chunks.filter(({ sentIn }, at) => sentIn > before[at]!.sentIn)
  expect(sentAgain).not.toEqual([])
  for (const { ordinal, answeredIn } of sentAgain) expect(answeredIn).toBe(before[ordinal]!.sentIn)
})

it('begins anew with a new version, and knows no module that there is not', async () => {
  await updateModule(actor, { id: 'places', source: `---\nname: Places\n---\n\n${BODY}\n\nThat is all.` })
  const { version, chunks } = await getChunkHeat(actor, { id: 'places' })
  expect(version).toBe(2)
  expect(chunks.every(({ sentIn }) => sentIn === 0)).toBe(true)
  await expect(getChunkHeat(actor, { id: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
