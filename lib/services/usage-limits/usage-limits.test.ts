import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { OFFLINE_MODEL_ID } from '@/lib/engine'
import { env } from '@/lib/env'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { Actor } from '@/lib/services/actor'
import { streamChat } from '@/lib/services/chat/stream-chat'
import { createComposition } from '@/lib/services/compose/create-composition'
import { listConversations } from '@/lib/services/conversations/list-conversations'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { searchModules } from '@/lib/services/search/search-modules'
import { createTestUser } from '@/lib/services/testing/create-test-user'
import { listUsageLimits } from './list-usage-limits'
import { periodOf } from './rules/require-usage-left'
import { saveUsageLimit } from './save-usage-limit'

let upstream: ScriptedOpenAi
let admin: Actor
let workspaceId: string

beforeAll(async () => {
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  workspaceId = (await createTestWorkspace('limits')).workspaceId
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspaceId))
  admin = (await createTestUser(workspaceId, 'admin')).actor
  const models = [{ id: 'priced', contextWindow: 20_000, prices: { input: 1_000, cachedInput: 100, output: 1_000 } }]
  const provider = { kind: 'openai-compatible', name: 'Scripted', baseUrl: upstream.baseUrl, models }
  await saveProvider(admin, provider)
})
beforeEach(async () => {
  await prisma.usageLimit.deleteMany({ where: { workspaceId } })
  upstream.received.length = 0
})
afterAll(() => upstream.stop())

type User = Actor & { kind: 'user' }
const someone = async () => (await createTestUser(workspaceId, 'editor')).actor as User
const usage = (tokens: number) => ({ prompt_tokens: tokens, completion_tokens: 0 })

async function ask(actor: Actor, input: object = {}) {
  const asked = { text: 'How much?', model: 'priced', ...input }
  const stream = await streamChat(actor, asked, { onError: (error) => expect(error).toBeUndefined() })
  let told = ''
  for await (const chunk of stream) {
    if (chunk.type === 'text-delta') told += chunk.delta
    if (chunk.type === 'error') told += chunk.errorText
  }
  return told
}
const limitOf = (subject: User | null, limit: object | null) =>
  saveUsageLimit(admin, { kind: 'member', subjectId: subject?.userId ?? null, limit })
const tokens = (maxTokens: number) => ({ period: 'month', maxTokens, maxCostUsd: null })

describe('a limit of usage', () => {
  it('refuses the call beyond it, says what was used and when it starts anew, and stores no question', async () => {
    const actor = await someone()
    await limitOf(actor, tokens(1_000))
    upstream.next({ deltas: ['First.'], usage: usage(999) }, { deltas: ['Second.'], usage: usage(500) })
    expect(await ask(actor)).toBe('First.')
    expect(await ask(actor)).toBe('Second.')
    const startsAnewAt = periodOf('month', new Date()).to.toISOString()
    await expect(ask(actor)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringMatching(
        /^Your limit of 1,000 tokens a month is used up: 1,499 were used\. It starts anew on 1 \w+ at 00:00 UTC; /,
      ),
      data: { limit: 1_000, actual: 1_499, startsAnewAt },
    })
    expect(upstream.received).toHaveLength(2)
    expect((await listConversations(actor, {})).total).toBe(2)
    expect((await listUsageLimits(actor, {})).items).toEqual([
      {
        kind: 'member',
        subjectId: actor.userId,
        name: actor.name,
        ...tokens(1_000),
        usedTokens: 1_499,
        usedCostUsd: expect.closeTo(1.499, 9),
        startsAnewAt,
      },
    ])
  })

  it('counts cost as well, and starts anew with its period', async () => {
    const actor = await someone()
    await limitOf(actor, { period: 'day', maxTokens: null, maxCostUsd: 0.5 })
    upstream.next({ deltas: ['First.'], usage: usage(600) }, { deltas: ['Second.'], usage: usage(1) })
    expect(await ask(actor)).toBe('First.')
    await expect(ask(actor)).rejects.toThrow('Your limit of $0.50 a day is used up: $0.60 were spent.')
    const yesterday = new Date(periodOf('day', new Date()).from.getTime() - 1)
    await prisma.modelCall.updateMany({ where: { workspaceId, actorId: actor.userId }, data: { at: yesterday } })
    expect(await ask(actor)).toBe('Second.')
  })

  it('never keeps anybody from composing, searching or the offline model', async () => {
    const actor = await someone()
    await limitOf(actor, tokens(0))
    await expect(ask(actor)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
    expect((await createComposition(actor, { query: 'How much?', model: 'priced' })).id).toMatch(/^cmp_/)
    await searchModules(actor, { query: 'How much?' })
    expect(await ask(actor, { model: OFFLINE_MODEL_ID })).not.toBe('')
    expect(upstream.received).toEqual([])
  })

  it('is one’s own before the one for each, and can be none at all', async () => {
    const [own, each, free] = [await someone(), await someone(), await someone()]
    await limitOf(null, tokens(0))
    await limitOf(own, tokens(10))
    await limitOf(free, { period: 'month', maxTokens: null, maxCostUsd: null })
    upstream.next({ deltas: ['Own.'], usage: usage(20) }, { deltas: ['Free.'], usage: usage(20) })
    expect(await ask(own)).toBe('Own.')
    await expect(ask(own)).rejects.toThrow('10 tokens a month')
    await expect(ask(each)).rejects.toThrow('Your limit of 0 tokens a month')
    expect(await ask(free)).toBe('Free.')
    const key: Actor = {
      kind: 'apiKey',
      workspaceId,
      keyId: 'key_limits',
      name: 'Program',
      scopes: ['compose', 'read'],
    }
    upstream.next({ deltas: ['Key.'], usage: usage(20) })
    expect(await ask(key)).toBe('Key.')
    await saveUsageLimit(admin, { kind: 'key', subjectId: null, limit: tokens(5) })
    await expect(ask(key)).rejects.toThrow('The limit of this API key of 5 tokens a month is used up: 20 were used.')
    const { items } = await listUsageLimits(admin, {})
    expect(items.map(({ kind, subjectId, usedTokens }) => [kind, subjectId, usedTokens])).toEqual([
      ['member', null, null],
      ['key', null, null],
      ...[own, free].map(({ userId }) => ['member', userId, 20]).toSorted(),
    ])
  })

  it('is passed by parallel calls by no more than what is running', async () => {
    const actor = await someone()
    await limitOf(actor, tokens(1))
    upstream.next(...Array.from({ length: 6 }, () => ({ deltas: ['Given.'], delayMs: 50, usage: usage(40) })))
    const told = await Promise.all(Array.from({ length: 6 }, () => ask(actor).catch(({ message }: Error) => message)))
    // what is running counts as soon as it is booked, and one is booked after the other
    expect(told.filter((text) => text === 'Given.')).toHaveLength(1)
    expect(told.filter((text) => text.includes('is used up'))).toHaveLength(5)
    expect(upstream.received).toHaveLength(1)
  })

  it('is set for who is here, by administrators, in numbers that make sense', async () => {
    const actor = await someone()
    const asked = { kind: 'member', subjectId: 'usr_nobody', limit: tokens(1) }
    await expect(saveUsageLimit(admin, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(saveUsageLimit(admin, { ...asked, kind: 'key' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(saveUsageLimit(actor, { ...asked, subjectId: actor.userId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    for (const limit of [
      tokens(-1),
      tokens(1.5),
      tokens(2_000_000_001),
      { ...tokens(1), period: 'week' },
      { ...tokens(1), maxCostUsd: -1 },
    ]) {
      await expect(limitOf(actor, limit)).rejects.toMatchObject({ code: 'VALIDATION' })
    }
    expect((await limitOf(actor, tokens(7))).items).toMatchObject([{ name: actor.name, maxTokens: 7 }])
    expect((await limitOf(actor, null)).items).toEqual([])
    expect((await listUsageLimits(actor, {})).items).toEqual([])
  })
})

it('begins days and months in UTC', () => {
  const now = new Date('2026-12-31T23:59:59.999Z')
  expect(periodOf('day', now)).toEqual({ from: new Date('2026-12-31'), to: new Date('2027-01-01') })
  expect(periodOf('month', now)).toEqual({ from: new Date('2026-12-01'), to: new Date('2027-01-01') })
})
