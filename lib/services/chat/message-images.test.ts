import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { env } from '@/lib/env'
import { ScriptedWire } from '@/lib/models/testing/scripted-wire.fixture'
import type { Kind } from '@/lib/models/testing/wire-forms.fixture'
import { DOT, imageOf } from '@/lib/schemas/contexts/images.fixture'
import type { Actor } from '@/lib/services/actor'
import { getComposition } from '@/lib/services/compose/get-composition'
import { replayComposition } from '@/lib/services/compose/replay-composition'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { getMessageImage } from '@/lib/services/conversations/get-message-image'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { streamChat } from './stream-chat'

const KINDS: Record<Kind, string> = {
  openai: 'gpt-4o',
  'openai-responses': 'gpt-5',
  'openai-compatible': 'llava',
  anthropic: 'claude-opus-4-5',
  google: 'gemini-2.5-pro',
  mistral: 'pixtral-large',
}
/** An image as each provider takes it. */
const ON_THE_WIRE: Record<Kind, object> = {
  openai: { type: 'image_url', image_url: { url: `data:image/png;base64,${DOT}` } },
  'openai-responses': { type: 'input_image', image_url: `data:image/png;base64,${DOT}` },
  'openai-compatible': { type: 'image_url', image_url: { url: `data:image/png;base64,${DOT}` } },
  anthropic: { type: 'image', source: { type: 'base64', media_type: 'image/png', data: DOT } },
  mistral: { type: 'image_url', image_url: { url: `data:image/png;base64,${DOT}` } },
  google: { inlineData: { mimeType: 'image/png', data: DOT } },
}

const wires = new Map<Kind, ScriptedWire>()
let actor: Actor

beforeAll(async () => {
  const workspace = await createTestWorkspace('message-images')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  for (const [kind, id] of Object.entries(KINDS) as [Kind, string][]) {
    const wire = await ScriptedWire.start(kind)
    wires.set(kind, wire)
    env.LOADOUT_ALLOWED_HOSTS.push(wire.host)
    const models = [{ id, contextWindow: 20_000 }, ...(kind === 'openai' ? [{ id: 'gpt-4' }] : [])]
    await saveProvider(actor, { kind, name: kind, baseUrl: wire.baseUrl, apiKey: 'key', models })
  }
})
afterAll(() => Promise.all([...wires.values()].map((wire) => wire.stop())))

async function ask(kind: Kind, input: object) {
  const wire = wires.get(kind)!
  wire.next({ deltas: ['A dot.'], usage: { input: 500, cached: 0, output: 3 } })
  const stream = await streamChat(actor, { model: KINDS[kind], ...input }, { onError: () => undefined })
  let conversationId = ''
  for await (const chunk of stream) {
    if (chunk.type === 'data-conversation') conversationId = (chunk.data as { conversationId: string }).conversationId
  }
  const { messages } = await getConversation(actor, { id: conversationId })
  const answer = messages.at(-1)!
  const composition = await getComposition(actor, { id: answer.compositionId! })
  return { conversationId, messages, answer, composition, sent: JSON.stringify(wire.received.at(-1)?.body) }
}

describe.each(Object.keys(KINDS) as Kind[])('a question with an image, asked over the wire of %s', (kind) => {
  it('carries the image in the form that the provider takes, and counts it', async () => {
    const { answer, sent, composition, messages, conversationId } = await ask(kind, {
      text: 'What is this?',
      images: [{ data: DOT, name: 'dot.png' }],
    })
    expect(answer).toMatchObject({ content: 'A dot.', status: 'complete', images: [] })
    expect(sent).toContain(
      JSON.stringify(ON_THE_WIRE[kind])
        .slice(1, -1)
        .replace(/^"type":"[^"]+",/, ''),
    )
    expect(sent).toContain('What is this?')
    const sha256 = createHash('sha256').update(Buffer.from(DOT, 'base64')).digest('hex')
    const image = { name: 'dot.png', mediaType: 'image/png', width: 1, height: 1, sha256 }
    expect(messages[0]!.images).toMatchObject([image])
    const { images, contextHash } = composition.trace
    expect(images).toMatchObject([{ ...image, fate: 'included', reason: 'image_of_question' }])
    expect(composition.usage.sections.query.used).toBeGreaterThanOrEqual(images![0]!.tokens)
    const replayed = await replayComposition(actor, { id: composition.id })
    expect(replayed).toMatchObject({ isExact: true, replayedHash: contextHash })
    expect(replayed.messages.at(-1)?.images).toMatchObject([{ sha256 }])
    const { id: imageId } = messages[0]!.images[0]!
    const file = await getMessageImage(actor, { id: conversationId, imageId })
    expect(file.mediaType).toBe('image/png')
    expect(Buffer.from(file.bytes).toString('base64')).toBe(DOT)
  })
})

describe('images in a conversation', () => {
  it('go along again with their message, and are named where the model takes none', async () => {
    const first = await ask('openai', { text: 'What is this?', images: [{ data: DOT }] })
    const { conversationId } = first
    const next = await ask('openai', { text: 'Is it red?', conversationId })
    expect(next.sent).toContain(DOT)
    expect(next.composition.trace.images).toMatchObject([
      { turnId: first.messages[0]!.id, fate: 'included', reason: 'image_of_turn' },
    ])
    const { composition, sent } = await ask('openai', { text: 'And blue?', conversationId, model: 'gpt-4' })
    expect(sent).not.toContain(DOT)
    expect(composition.trace.images).toMatchObject([{ fate: 'dropped', reason: 'image_not_taken' }])
  })

  it('make the context another one', async () => {
    const asked = async (data: string) => {
      const { composition } = await ask('openai', { text: 'The very same?', images: [{ data }] })
      return composition.trace.contextHash
    }
    const [one, other] = [await asked(imageOf(10, 10, 'a')), await asked(imageOf(10, 10, 'b'))]
    expect(one).not.toBe(other)
    expect(await asked(imageOf(10, 10, 'a'))).toBe(one)
  })

  it('are sent again with another answer, and stay with a question that is asked in other words', async () => {
    const { conversationId, messages } = await ask('openai', { text: 'What is this?', images: [{ data: DOT }] })
    const again = await ask('openai', { conversationId, trigger: 'regenerate-message' })
    expect(again.sent).toContain(DOT)
    const edit = { conversationId, branchAt: messages[0]!.id, text: 'What colour is it?' }
    const branch = await ask('openai', edit)
    expect(branch.sent).toContain(DOT)
    expect(branch.messages[0]).toMatchObject({ content: 'What colour is it?', images: [{ name: 'Image' }] })
    const without = await ask('openai', { ...edit, images: [] })
    expect(without.sent).not.toContain(DOT)
    // what came before a branch is in it
    const later = await ask('openai', { conversationId, text: 'And now?' })
    const question = later.messages.findLast(({ role }) => role === 'user')!
    const rest = await ask('openai', { conversationId, branchAt: question.id, text: 'And then?' })
    expect(rest.sent).toContain(DOT)
  })

  it('stay one by one with a question that is edited, beside new ones', async () => {
    const [red, blue] = [imageOf(10, 10, 'red'), imageOf(10, 10, 'blue')]
    const images = [
      { data: red, name: 'red' },
      { data: DOT, name: 'dot' },
    ]
    const { conversationId, messages } = await ask('openai', { text: 'What is this?', images })
    const [first, second] = messages[0]!.images.map(({ id }) => id) as [string, string]
    const edit = { conversationId, branchAt: messages[0]!.id, text: 'And now?' }
    const asked = async (change: object) => {
      const { messages, sent } = await ask('openai', { ...edit, ...change })
      expect(sent.includes(red)).toBe(messages[0]!.images.some(({ name }) => name === 'red'))
      return messages[0]!.images.map(({ name }) => name)
    }
    expect(await asked({ keptImages: [second], images: [{ data: blue, name: 'blue' }] })).toEqual(['dot', 'blue'])
    expect(await asked({ keptImages: [first] })).toEqual(['red'])
    expect(await asked({ keptImages: [] })).toEqual([])
    const four = Array.from({ length: 4 }, () => ({ data: DOT }))
    const tooMany = asked({ keptImages: [first, second], images: four })
    await expect(tooMany).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: 'A message takes 5 images. Remove 1.',
    })
    await expect(asked({ keptImages: ['unknown'] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const nowhere = ask('openai', { text: 'And now?', keptImages: [first] })
    await expect(nowhere).rejects.toMatchObject({ code: 'VALIDATION' })
    // what was refused was asked of nobody
    wires.get('openai')!.forget()
    // the question that was edited has its images still
    const { messages: before } = await getConversation(actor, { id: conversationId })
    expect(before[0]!.images).toHaveLength(2)
  })

  it('go along where an answer that broke off goes on', async () => {
    const wire = wires.get('openai')!
    wire.next({ deltas: ['A red '], end: 'cut' })
    const { conversationId, answer } = await ask('openai', { text: 'What is this?', images: [{ data: DOT }] })
    expect(answer).toMatchObject({ content: 'A red ', status: 'interrupted' })
    const { sent, answer: whole } = await ask('openai', {
      conversationId,
      trigger: 'continue-message',
      model: undefined,
    })
    wire.forget()
    expect(sent).toContain(DOT)
    expect(whole).toMatchObject({ content: 'A red A dot.', status: 'complete' })
  })

  it('is refused in words where the model takes none, before anything is stored', async () => {
    const before = await prisma.conversation.count({ where: { workspaceId: actor.workspaceId } })
    for (const model of ['gpt-4', 'loadout-extractive']) {
      await expect(ask('openai', { text: 'What is this?', images: [{ data: DOT }], model })).rejects.toMatchObject({
        code: 'LIMIT_EXCEEDED',
        message: `${model} takes no images, and the question has one. Choose a model that takes images, or ask without.`,
      })
    }
    expect(await prisma.conversation.count({ where: { workspaceId: actor.workspaceId } })).toBe(before)
  })

  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'), 'is no PNG'],
    ['what is no base64', 'no base64 at all', 'base64'],
    ['a data URL', `data:image/png;base64,${DOT}`, 'base64'],
    ['too many pixels', imageOf(8_001, 10), '8001 × 10 pixels'],
  ])('%s is refused', async (_, data, problem) => {
    const refused = ask('openai', { text: 'What is this?', images: [{ data }] })
    await expect(refused).rejects.toMatchObject({ code: 'VALIDATION', message: expect.stringContaining(problem) })
  })

  it('are too many, or too large, by what the limits say', async () => {
    const six = Array.from({ length: 6 }, () => ({ data: DOT }))
    await expect(ask('openai', { text: 'Six?', images: six })).rejects.toMatchObject({ code: 'VALIDATION' })
    const large = imageOf(10, 10, 'x'.repeat(3_500_000))
    const four = Array.from({ length: 4 }, () => ({ data: large }))
    await expect(ask('openai', { text: 'Four?', images: four })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  })
})
