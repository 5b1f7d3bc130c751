import { beforeAll, describe, expect, it, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { getComposition } from '@/lib/services/compose/get-composition'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { appendMessages } from './append-messages'
import { branchConversation } from './branch-conversation'
import { changeStatedFact } from './change-stated-fact'
import { createConversation } from './create-conversation'
import { importConversations } from './import-conversations'
import { listStatedFacts } from './list-stated-facts'
import { pinMessage } from './pin-message'

vi.setConfig({ testTimeout: 240_000 })

let ada: Actor
let bob: Actor

beforeAll(async () => {
  const { workspaceId } = await createTestWorkspace('stated-facts')
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  ada = (await createTestUser(workspaceId, 'editor')).actor
  bob = (await createTestUser(workspaceId, 'editor')).actor
})

/** Forty turns; the budget is named in the second. */
const TURNS = Array.from({ length: 40 }, (_, at) => {
  const chat = at % 2 === 0 ? `Tell me more about sight number ${at}. ` : `Sight number ${at} was built of stone. `
  const content = at === 2 ? `My budget is at most 300 euros. ${chat.repeat(12)}` : chat.repeat(12)
  return { id: `m${at}`, role: at % 2 === 0 ? ('user' as const) : ('assistant' as const), content }
})

async function begin(): Promise<string> {
  const { id } = await createConversation(ada, { title: 'Trip' })
  await appendMessages(ada, { id, messages: TURNS })
  return id
}

const ask = { query: 'Which hotel shall I book?', contextWindow: 4_000 }
const textOf = ({ messages }: { messages: { content: string }[] }) => messages.map(({ content }) => content).join('\n')

describe('what a message states', () => {
  it('is sent where the message is not, with what it rests on in the trace, and replays', async () => {
    const id = await begin()
    const composed = await createComposition(ada, { ...ask, conversationId: id })
    expect(composed.trace.turns?.[2]).toMatchObject({ turnId: 'm2', fate: 'dropped' })
    expect(composed.trace.stated).toMatchObject([{ turnId: 'm2', fate: 'included', reason: 'stated_for_turn' }])
    expect(textOf(composed)).toContain('- My budget is at most 300 euros\n')
    const span = composed.trace.spans.find(({ origin }) => origin === 'stated')
    expect(span).toMatchObject({ turnId: 'm2', statedId: composed.trace.stated?.[0]?.statedId, section: 'history' })
    const stored = await getComposition(ada, { id: composed.id })
    expect(textOf(stored)).toBe(textOf(composed))
    expect(stored.redactions).toEqual([])
  })

  it('is corrected, dropped and pinned; what was composed before keeps the words it had', async () => {
    const id = await begin()
    const before = await createComposition(ada, { ...ask, conversationId: id })
    const [fact] = (await listStatedFacts(ada, { id })).items
    expect(fact).toMatchObject({ messageId: 'm2', kind: 'constraint', quote: 'My budget is at most 300 euros' })

    const corrected = await changeStatedFact(ada, { id, factId: fact!.id, text: 'My budget is 500 euros' })
    expect(corrected).toMatchObject({ text: 'My budget is 500 euros', quote: fact!.quote, isPinned: true })
    expect((await listStatedFacts(ada, { id })).items).toEqual([corrected])
    const after = textOf(await createComposition(ada, { ...ask, conversationId: id }))
    expect(after).toContain('- My budget is 500 euros\n')
    expect(after).not.toContain('- My budget is at most 300 euros')
    expect(textOf(await getComposition(ada, { id: before.id }))).toBe(textOf(before))

    await changeStatedFact(ada, { id, factId: corrected.id, isDropped: true })
    expect(textOf(await createComposition(ada, { ...ask, conversationId: id }))).not.toContain('500 euros')
    const back = await changeStatedFact(ada, { id, factId: corrected.id, text: fact!.text, isPinned: false })
    expect(back).toEqual({ ...fact, isPinned: false, isDropped: false })
    await expect(changeStatedFact(bob, { id, factId: back.id, isPinned: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('is read once, of what was said since too, and goes with a branch', async () => {
    const id = await begin()
    await Promise.all([listStatedFacts(ada, { id }), listStatedFacts(ada, { id })])
    await appendMessages(ada, {
      id,
      messages: [{ id: 'm40', role: 'user', content: 'It must be quiet. I prefer trains.' }],
    })
    const { items } = await listStatedFacts(ada, { id })
    expect(items.map(({ text }) => text)).toEqual([
      'My budget is at most 300 euros',
      'It must be quiet',
      'I prefer trains',
    ])
    const branch = await branchConversation(ada, { id, messageId: 'm5' })
    expect((await listStatedFacts(ada, { id: branch.id })).items).toEqual(items.slice(0, 1))
    await appendMessages(ada, { id: branch.id, messages: [{ role: 'user', content: 'It must be loud.' }] })
    expect((await listStatedFacts(ada, { id: branch.id })).items.map(({ text }) => text)).toEqual([
      'My budget is at most 300 euros',
      'It must be loud',
    ])
  })

  it('counts also in turns that are sent along', async () => {
    const composed = await createComposition(ada, { ...ask, turns: TURNS })
    expect(composed.trace.stated).toMatchObject([{ statedId: 'm2 1', fate: 'included' }])
    const stored = await getComposition(ada, { id: composed.id })
    expect(textOf(stored)).toBe(textOf(composed))
    expect(textOf(stored)).toContain('- My budget is at most 300 euros\n')
  })
})

describe('a pinned message', () => {
  it('is sent before others, and the trace says why it is not', async () => {
    const id = await begin()
    await pinMessage(ada, { id, messageId: 'm9', isPinned: true })
    const composed = await createComposition(ada, { ...ask, conversationId: id })
    expect(composed.trace.turns?.[9]).toMatchObject({ fate: 'included', reason: 'turn_pinned' })
    const small = await createComposition(ada, { ...ask, contextWindow: 700, conversationId: id })
    expect(small.trace.turns?.[9]).toMatchObject({ fate: 'dropped', reason: 'turn_over_budget' })
    await pinMessage(ada, { id, messageId: 'm9', isPinned: false })
    const without = await createComposition(ada, { ...ask, conversationId: id })
    expect(without.trace.turns?.[9]?.reason).not.toBe('turn_pinned')
    await expect(pinMessage(ada, { id, messageId: 'nowhere', isPinned: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(pinMessage(bob, { id, messageId: 'm9', isPinned: true })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

it('keeps a statement that is longer than what an index holds, once', async () => {
  // hardly any two of its words are alike, so that no compression makes it short
  const words = Array.from({ length: 8_000 }, (_, at) => ((at * 2_654_435_761) % 4_294_967_296).toString(36)).join(' ')
  const at = '2026-01-01T00:00:00Z'
  const fact = { messageId: 'm0', kind: 'constraint', quote: words }
  const messages = [{ id: 'm0', role: 'user', content: words, at }]
  const saved = { id: 'long', title: 'Long', createdAt: at, updatedAt: at, messages, facts: [fact, fact] }
  const content = JSON.stringify({ format: 'loadout-conversations', conversations: [saved] })
  const { items } = await importConversations(ada, { content })
  expect(items).toMatchObject([{ outcome: 'new' }])
  const facts = await listStatedFacts(ada, { id: items[0]!.conversationId! })
  expect(facts.items.map(({ quote }) => quote)).toEqual([words])
})
