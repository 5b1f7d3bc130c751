import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { env } from '@/lib/env'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { Actor } from '@/lib/services/actor'
import { createComposition } from '@/lib/services/compose/create-composition'
import { replayComposition } from '@/lib/services/compose/replay-composition'
import { changeConversationSummary } from '@/lib/services/conversations/change-conversation-summary'
import { listConversationSummaries } from '@/lib/services/conversations/list-conversation-summaries'
import { remakeConversationSummary } from '@/lib/services/conversations/remake-conversation-summary'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { createProfile } from '@/lib/services/profiles/create-profile'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { chooseSummaryModel } from '@/lib/services/summaries/choose-summary-model'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { saveUsageLimit } from '@/lib/services/usage-limits/save-usage-limit'
import { appendMessages } from '../append-messages'
import { createConversation } from '../create-conversation'
import { writeSummaries } from './write-summaries'

let upstream: ScriptedOpenAi
let ada: Actor
let bob: Actor
let workspaceId: string

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  workspaceId = (await createTestWorkspace('conversation-summaries')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  ada = (await createTestUser(workspaceId, 'admin')).actor
  bob = (await createTestUser(workspaceId, 'editor')).actor
  const models = [{ id: 'writer', contextWindow: 20_000 }]
  await saveProvider(ada, { kind: 'openai-compatible', name: 'Scripted', baseUrl: upstream.baseUrl, models })
  // the same server under an address that is not known to be this machine
  env.LOADOUT_ALLOWED_HOSTS.push(`[::ffff:7f00:1]:${upstream.port}`)
  const elsewhere = {
    kind: 'openai-compatible',
    name: 'Elsewhere',
    baseUrl: `http://[::ffff:7f00:1]:${upstream.port}/v1`,
  }
  await saveProvider(ada, { ...elsewhere, models: [{ id: 'far-writer', contextWindow: 20_000 }] })
})
beforeEach(async () => {
  await chooseSummaryModel(ada, { model: null })
  upstream.received.length = 0
  upstream.completionRule = undefined
})
afterAll(() => upstream.stop())

const DAYS = 8
/** Exchanges of some 170 words, each on a day of its own: an episode each, but for the last. */
const SAID = Array.from({ length: DAYS }, (_, at) => at + 1).flatMap((day) => {
  const at = new Date(Date.UTC(2026, 0, day)).toISOString()
  const filler = 'So it goes on and on, as it has done with these things. '.repeat(12)
  return [
    { id: `u${day}`, role: 'user' as const, at, content: `We decided on plan ${day} for the mill.` },
    { id: `a${day}`, role: 'assistant' as const, at, content: `${filler}Noted.` },
  ]
})

async function begin(input: object = {}): Promise<string> {
  const { id } = await createConversation(ada, input)
  await appendMessages(ada, { id, messages: SAID })
  return id
}
const listOf = async (id: string) => (await listConversationSummaries(ada, { id })).items
const write = (id: string) => writeSummaries({ workspaceId, conversationId: id })
/** Does not hold the conversation. */
const ask = { query: 'Which plan did we decide on for the mill?', contextWindow: 1_500, maxOutputTokens: 200 }
const textOf = ({ messages }: { messages: { content: string }[] }) => messages.map(({ content }) => content).join('\n')

describe('the summaries of a conversation', () => {
  it('are listed with what they tell of and what they are made of', async () => {
    const summaries = await listOf(await begin())
    expect(
      summaries.map(({ level, fromMessageId, throughMessageId }) => [level, fromMessageId, throughMessageId]),
    ).toEqual(
      expect.arrayContaining([
        [1, 'u1', 'a1'],
        [1, 'u7', 'a7'],
        [2, 'u1', 'a6'],
      ]),
    )
    expect(summaries).toHaveLength(DAYS)
    for (const { writtenBy, model, tokens, sourceTokens } of summaries) {
      expect([writtenBy, model]).toEqual(['messages', null])
      expect(tokens).toBeLessThan(sourceTokens ?? 0)
    }
  })

  it('are edited and made anew; a context that was composed before keeps the words it had', async () => {
    const id = await begin()
    const before = await createComposition(ada, { ...ask, conversationId: id })
    const sent = before.trace.summaries?.[0]?.summaryId ?? ''
    expect(sent).not.toBe('')
    const edited = await changeConversationSummary(ada, { id, summaryId: sent, text: 'Plan nine was decided on.' })
    expect(edited).toMatchObject({ writtenBy: 'person', text: 'Plan nine was decided on.' })
    expect((await listOf(id)).map((summary) => summary.id)).not.toContain(sent)
    const after = await createComposition(ada, { ...ask, conversationId: id })
    expect(textOf(after)).toContain('Plan nine was decided on.')
    expect(await replayComposition(ada, { id: before.id })).toMatchObject({ isExact: true, redactions: [] })
    expect(textOf(await replayComposition(ada, { id: before.id }))).not.toContain('Plan nine')

    await expect(changeConversationSummary(ada, { id, summaryId: sent, text: 'Late.' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const remade = await remakeConversationSummary(ada, { id, summaryId: edited.id })
    expect(remade).toMatchObject({ writtenBy: 'messages' })
    expect(remade.text).toContain('We decided on plan')
    expect(await listOf(id)).toHaveLength(DAYS)
    expect(upstream.received).toEqual([])
  })

  it('are somebody else’s to read only where the conversation is shared, and never to change', async () => {
    const id = await begin()
    const summaryId = (await listOf(id))[0]!.id
    const refused = { code: 'NOT_FOUND' }
    await expect(listConversationSummaries(bob, { id })).rejects.toMatchObject(refused)
    await expect(changeConversationSummary(bob, { id, summaryId, text: 'Mine.' })).rejects.toMatchObject(refused)
    await expect(remakeConversationSummary(bob, { id, summaryId })).rejects.toMatchObject(refused)
  })

  it('give way to their messages for one question, which the trace names', async () => {
    const id = await begin()
    const request = { ...ask, contextWindow: 1_700, conversationId: id }
    const before = await createComposition(ada, request)
    const { turns = [], summaries = [] } = before.trace
    const unfolded = summaries.find(({ level }) => level === 1)
    const told = turns.filter(({ summaryId }) => summaryId === unfolded?.summaryId)
    expect(told.length).toBeGreaterThan(0)
    const after = await createComposition(ada, { ...request, unfolds: [unfolded!.summaryId] })
    expect(after.trace.unfolds).toEqual([unfolded!.summaryId])
    const fates = after.trace.turns?.filter(({ turnId }) => told.some((turn) => turn.turnId === turnId))
    expect(fates?.map(({ fate, reason }) => [fate, reason])).toEqual(told.map(() => ['included', 'turn_unfolded']))
    expect(after.trace.summaries?.map(({ summaryId }) => summaryId) ?? []).not.toContain(unfolded!.summaryId)
    expect(await replayComposition(ada, { id: after.id })).toMatchObject({ isExact: true })

    // one that was rewritten meanwhile is the same range still
    await changeConversationSummary(ada, { id, summaryId: unfolded!.summaryId, text: 'Told otherwise.' })
    const again = await createComposition(ada, { ...request, unfolds: [unfolded!.summaryId] })
    expect(again.trace.contextHash).toBe(after.trace.contextHash)
    await expect(createComposition(ada, { ...request, unfolds: ['sum_x'] })).rejects.toMatchObject({
      code: 'VALIDATION',
      message: 'There is no summary sum_x in this conversation.',
    })
  })
})

describe('a model that writes them', () => {
  const choose = (model = 'writer') => chooseSummaryModel(ada, { model, conversations: true })

  it('writes each once, in the background, and keeps the figures that it left out', async () => {
    await choose()
    upstream.completionRule = () => ({ deltas: ['They decided on a plan for the mill.'] })
    const id = await begin()
    expect((await listOf(id)).every(({ writtenBy }) => writtenBy === 'messages')).toBe(true)
    await write(id)
    const written = await listOf(id)
    expect(written.every(({ writtenBy, model }) => writtenBy === 'model' && model === 'writer')).toBe(true)
    expect(written.find(({ fromMessageId, level }) => fromMessageId === 'u3' && level === 1)?.text).toBe(
      'They decided on a plan for the mill.\nUser: We decided on plan 3 for the mill.',
    )
    expect(upstream.received).toHaveLength(DAYS)
    const asked = JSON.stringify(upstream.received[0]?.body)
    expect(asked).toContain('User: We decided on plan 1 for the mill.')
    expect(asked).toMatch(/do not answer it/)
    await write(id)
    expect(upstream.received).toHaveLength(DAYS)
    const booked = { workspaceId, purpose: 'summary', conversationId: id, actorKind: 'user' }
    expect(await prisma.modelCall.count({ where: booked })).toBe(DAYS)
  })

  it('changes nothing where it answers the conversation, says nothing, or fails', async () => {
    await choose()
    const id = await begin()
    const before = await listOf(id)
    upstream.completionRule = () => ({ status: 400, error: 'No.' })
    await expect(write(id)).rejects.toThrow('No.')
    // it seems to be down
    expect(upstream.received).toHaveLength(3)
    expect(await listOf(id)).toEqual(before)
    upstream.received.length = 0
    const answers = ['', 'Certainly! Landlords usually want references, a deposit and some signed guarantee.']
    upstream.completionRule = () => ({ deltas: [answers[upstream.received.length % 2]!] })
    await write(id)
    expect(await listOf(id)).toEqual(before)
    const asked = upstream.received.length
    await write(id)
    expect(upstream.received).toHaveLength(asked)
  })

  it('that it refuses to write keeps no other from being written', async () => {
    await choose()
    const id = await begin()
    upstream.completionRule = () =>
      upstream.received.length === 1 ? { status: 400, error: 'No.' } : { deltas: ['They decided on a plan.'] }
    await expect(write(id)).rejects.toThrow('No.')
    const writers = (await listOf(id)).map(({ writtenBy }) => writtenBy)
    expect(writers.filter((writer) => writer === 'messages')).toHaveLength(1)
    expect(writers.length).toBeGreaterThan(2)
    await write(id)
    expect((await listOf(id)).every(({ writtenBy }) => writtenBy === 'model')).toBe(true)
  })

  it('leaves alone what a person wrote, and what may not leave this machine', async () => {
    await choose('far-writer')
    upstream.completionRule = () => ({ deltas: ['They decided on a plan for the mill.'] })
    const id = await begin()
    const first = (await listOf(id)).find(({ fromMessageId, level }) => fromMessageId === 'u2' && level === 1)!
    await changeConversationSummary(ada, { id, summaryId: first.id, text: 'Plan two, by hand.' })
    const profile = await createProfile(ada, { name: 'Ada' })
    await prisma.profileFact.create({
      data: {
        ...{ workspaceId, profileId: profile.id, id: `f-${id}`, key: 'note', value: 'plan 3', source: 'explicit' },
        ...{ scope: 'local', conversationId: id, messageId: 'u3', quote: 'plan 3' },
      },
    })
    await write(id)
    const kept = (await listOf(id)).filter(({ writtenBy }) => writtenBy !== 'model')
    // the day of the fact, and the chapter that it is in
    expect(kept.map(({ level, fromMessageId, writtenBy }) => [level, fromMessageId, writtenBy]).toSorted()).toEqual([
      [1, 'u2', 'person'],
      [1, 'u3', 'messages'],
      [2, 'u1', 'messages'],
    ])
    expect(JSON.stringify(upstream.received)).not.toContain('plan 3')
    expect(JSON.stringify(upstream.received)).not.toContain('plan 2')
  })

  it('is not asked for a temporary conversation, without being chosen, or beyond the limit of its author', async () => {
    const unchosen = await begin()
    await chooseSummaryModel(ada, { model: 'writer' })
    await write(unchosen)
    await choose()
    const temporary = await createConversation(ada, { isTemporary: true })
    await write(temporary.id)
    const id = await begin()
    const subjectId = ada.kind === 'user' ? ada.userId : ''
    const limit = { period: 'day', maxTokens: 0, maxCostUsd: null }
    await saveUsageLimit(ada, { kind: 'member', subjectId, limit })
    await write(id)
    const summaryId = (await listOf(id))[0]!.id
    await expect(remakeConversationSummary(ada, { id, summaryId })).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    expect(upstream.received).toEqual([])
    await saveUsageLimit(ada, { kind: 'member', subjectId, limit: null })
    upstream.completionRule = () => ({ deltas: ['They decided on a plan for the mill.'] })
    expect(await remakeConversationSummary(ada, { id, summaryId })).toMatchObject({ writtenBy: 'model' })
  })
})
