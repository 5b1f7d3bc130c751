import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { DOT, imageOf } from '@/lib/schemas/contexts/images.fixture'
import { LIMITS } from '@/lib/schemas/limits'
import type { Actor } from '@/lib/services/actor'
import { compareCompositions } from '@/lib/services/compare/compare-compositions'
import { appendMessages } from '@/lib/services/conversations/append-messages'
import { createConversation } from '@/lib/services/conversations/create-conversation'
import { getConversation } from '@/lib/services/conversations/get-conversation'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createComposition } from './create-composition'
import { replayComposition } from './replay-composition'

const MODEL = 'gpt-4o'
const sha256 = createHash('sha256').update(Buffer.from(DOT, 'base64')).digest('hex')
const PHOTO = imageOf(640, 480, 'photo')
let actor: Actor
let workspaceId: string

beforeAll(async () => {
  const workspace = await createTestWorkspace('sent-images')
  ;({ actor, workspaceId } = workspace)
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
})

describe('images that are sent along to be composed with', () => {
  const turns = [
    { role: 'user' as const, content: 'What is this?', images: [{ data: PHOTO, name: 'photo.png' }] },
    { role: 'assistant' as const, content: 'A photo.' },
  ]
  const asked = { query: 'And this?', model: MODEL, images: [{ data: DOT, name: 'dot.png' }], turns }

  it('are counted, named in the messages and the trace, and stored nowhere', async () => {
    const composed = await createComposition(actor, asked)
    expect(composed.trace.images).toMatchObject([
      { imageId: 'image 1', name: 'photo.png', turnId: 'turn 1', fate: 'included', reason: 'image_of_turn' },
      { imageId: 'image 2', name: 'dot.png', sha256, width: 1, fate: 'included', reason: 'image_of_question' },
    ])
    expect(composed.messages.flatMap(({ images = [] }) => images.map(({ id }) => id))).toEqual(['image 1', 'image 2'])
    expect(composed.messages.at(-1)?.images).toEqual([
      { id: 'image 2', name: 'dot.png', mediaType: 'image/png', sha256 },
    ])
    const { images: _, ...bare } = asked
    const without = await createComposition(actor, bare)
    const { tokens } = composed.trace.images!.at(-1)!
    expect(tokens).toBeGreaterThan(0)
    expect(composed.usage.sections.query.used).toBe(without.usage.sections.query.used + tokens)
    expect(await prisma.messageImage.count({ where: { workspaceId } })).toBe(0)
  })

  it('replay exactly; equal requests are equal', async () => {
    const [one, two] = [await createComposition(actor, asked), await createComposition(actor, asked)]
    expect(two.trace.contextHash).toBe(one.trace.contextHash)
    expect(two.trace.caches).toMatchObject([{ name: 'composition', hits: 1 }])
    const replayed = await replayComposition(actor, { id: two.id })
    expect(replayed).toMatchObject({ isExact: true, replayedHash: one.trace.contextHash })
    expect(replayed.messages).toEqual(one.messages)
  })

  it('are told apart where two compositions are compared', async () => {
    const one = await createComposition(actor, asked)
    const other = await createComposition(actor, { ...asked, images: [{ data: imageOf(20, 20, 'other') }] })
    const { items, isEqual } = await compareCompositions(actor, { a: one.id, b: other.id })
    expect(isEqual).toBe(false)
    const images = items.filter(({ title }) => title.startsWith('Image · '))
    expect(images.map(({ change, title }) => [change, title]).sort()).toEqual([
      ['in', 'Image · Image'],
      ['out', 'Image · dot.png'],
      ['same', 'Image · photo.png'],
    ])
  })

  it('are refused where the model takes none, or what they are is none', async () => {
    const blind = createComposition(actor, { ...asked, model: 'gpt-4' })
    await expect(blind).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('takes no images'),
    })
    const text = createComposition(actor, { ...asked, images: [{ data: 'bm8gaW1hZ2U=' }] })
    await expect(text).rejects.toMatchObject({
      code: 'VALIDATION',
      message: '“Image” is no PNG, JPEG, WebP or GIF image.',
    })
    const said = [{ role: 'assistant' as const, content: 'Look.', images: [{ data: DOT }] }]
    await expect(createComposition(actor, { ...asked, turns: said })).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringContaining('Images go with a message of the user.'),
    })
  })

  it('make no room for more words than a request without them', async () => {
    const long = { role: 'user' as const, content: 'x'.repeat(LIMITS.saidTextLength / 2 + 1) }
    await expect(createComposition(actor, { query: 'x', turns: [long, long] })).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringContaining('characters'),
    })
  })
})

describe('images of messages that are appended', () => {
  const message = {
    id: 'asked-1',
    role: 'user' as const,
    content: 'What is this?',
    images: [{ data: DOT, name: 'dot.png' }],
  }

  it('are stored with their message, passed over when it comes again, and composed with', async () => {
    const { id } = await createConversation(actor, {})
    const messages = [message, { id: 'said-1', role: 'assistant' as const, content: 'A dot.' }]
    expect(await appendMessages(actor, { id, messages })).toEqual({ added: 2, existing: 0 })
    expect(await appendMessages(actor, { id, messages })).toEqual({ added: 0, existing: 2 })
    const [first] = (await getConversation(actor, { id })).messages
    expect(first?.images).toMatchObject([{ name: 'dot.png', sha256 }])
    const { trace } = await createComposition(actor, { query: 'Is it red?', model: MODEL, conversationId: id })
    expect(trace.images).toMatchObject([{ imageId: first?.images[0]?.id, turnId: 'asked-1', fate: 'included' }])
  })

  it('are another message under the same id where they are others', async () => {
    const { id } = await createConversation(actor, {})
    await appendMessages(actor, { id, messages: [message] })
    for (const images of [[], [{ data: PHOTO }], [...message.images, ...message.images]]) {
      const again = appendMessages(actor, { id, messages: [{ ...message, images }] })
      await expect(again).rejects.toMatchObject({ code: 'CONFLICT' })
    }
    expect((await getConversation(actor, { id })).messages).toHaveLength(1)
  })

  it('are stored all or none', async () => {
    const { id } = await createConversation(actor, {})
    const broken = { ...message, id: 'asked-2', images: [{ data: 'bm8gaW1hZ2U=' }] }
    const refused = appendMessages(actor, { id, messages: [message, broken] })
    await expect(refused).rejects.toMatchObject({ code: 'VALIDATION' })
    expect((await getConversation(actor, { id })).messages).toEqual([])
  })
})
