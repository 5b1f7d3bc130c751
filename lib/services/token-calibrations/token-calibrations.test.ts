import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '@/lib/db/client'
import { createTestWorkspace } from '@/lib/db/testing/create-test-workspace'
import { assembleContext, loadTokenizer, type PreparedContext, type Tokenizer } from '@/lib/engine'
import { env } from '@/lib/env'
import { ScriptedOpenAi } from '@/lib/models/testing/scripted-openai.fixture'
import type { ComposedDto } from '@/lib/schemas/contexts/compose'
import type { Actor } from '@/lib/services/actor'
import { streamChat } from '@/lib/services/chat/stream-chat'
import { createComposition } from '@/lib/services/compose/create-composition'
import { getPrepared } from '@/lib/services/compose/get-prepared'
import { replayComposition } from '@/lib/services/compose/replay-composition'
import { importModules } from '@/lib/services/imports/import-modules'
import { createDefaultPolicy } from '@/lib/services/policies/create-default-policy'
import { saveProvider } from '@/lib/services/providers/save-provider'
import { toStoredPrepared } from '@/lib/texts/tasks/stored-prepared'
import { listTokenCalibrations } from './list-token-calibrations'

const WINDOW = 3_000
const MAX_OUTPUT = 300
const PER_MESSAGE = 4

let upstream: ScriptedOpenAi
let actor: Actor
let exact: Tokenizer

beforeAll(async () => {
  exact = await loadTokenizer('gpt')
  upstream = await ScriptedOpenAi.start()
  env.LOADOUT_ALLOWED_HOSTS.push(`127.0.0.1:${upstream.port}`)
  const workspace = await createTestWorkspace('calibration')
  actor = workspace.actor
  await prisma.$transaction((tx) => createDefaultPolicy(tx, workspace.workspaceId))
  const paragraph = (topic: number, part: number) =>
    `Part ${part} of the deployment handbook for region ${topic}: before a deployment of service ${topic * part + 7}, warn its owner, drain the nodes in zone ${part}, and write down what the checks said about ${topic}-${part}.`
  const files = Array.from({ length: 12 }, (_, topic) => ({
    path: `region-${topic}.md`,
    content: `# Region ${topic}\n\n${Array.from({ length: 12 }, (_, part) => `## Part ${part}\n\n${paragraph(topic, part)}`).join('\n\n')}\n`,
  }))
  await importModules(actor, { files })
  const models = ['coarse', 'fine', 'claude-opus-5', 'claude-opus-4-5'].map((id) => ({
    id,
    contextWindow: WINDOW,
    maxOutputTokens: MAX_OUTPUT,
  }))
  await saveProvider(actor, { kind: 'openai-compatible', name: 'Scripted', baseUrl: upstream.baseUrl, models })
})
afterAll(() => upstream.stop())

/** A tokenizer that makes `factor` times the tokens of o200k_base. */
function countAs(factor: number) {
  upstream.countInput = ({ messages }) =>
    (messages as { content: string }[]).reduce(
      (total, { content }) => total + Math.ceil(factor * exact.count(content)) + PER_MESSAGE,
      0,
    )
}

async function ask(model: string, number: number): Promise<{ composition: ComposedDto; tokens: number }> {
  upstream.next({ deltas: ['Done.'] })
  const text = `How is a deployment done in region ${number % 12}, and what about the nodes?`
  const errors: unknown[] = []
  const stream = await streamChat(actor, { text, model }, { onError: (error) => errors.push(error) })
  let composition: ComposedDto | undefined
  for await (const chunk of stream) {
    if (chunk.type === 'data-composition') composition = chunk.data as ComposedDto
    if (chunk.type === 'error') errors.push(chunk.errorText)
  }
  expect(errors).toEqual([])
  if (!composition) throw new Error('no composition')
  return { composition, tokens: upstream.countInput?.(upstream.received.at(-1)?.body ?? {}) ?? 0 }
}

const revision = async () =>
  (await prisma.workspaceState.findUniqueOrThrow({ where: { workspaceId: actor.workspaceId } })).revision

describe('counts that learn from answers', () => {
  it('never overrun the window of a model that makes 1.3 times our tokens, and come near its own', async () => {
    countAs(1.3)
    const before = await revision()
    const asked: Awaited<ReturnType<typeof ask>>[] = []
    for (let number = 0; number < 10; number++) asked.push(await ask('coarse', number))
    for (const { composition, tokens } of asked) {
      expect(tokens + MAX_OUTPUT).toBeLessThanOrEqual(WINDOW)
      expect(tokens).toBeLessThanOrEqual(composition.usage.inputTokens)
      expect(tokens).toBeGreaterThan(0.5 * WINDOW)
    }
    const [first, last] = [asked[0], asked.at(-1)]
    const errorOf = (each = first) => (each ? each.composition.usage.inputTokens / each.tokens - 1 : 0)
    expect(errorOf(last)).toBeLessThan(errorOf(first))
    expect(last?.composition.usage.inputTokens).toBeGreaterThan(0)

    const { items } = await listTokenCalibrations(actor, {})
    expect(items).toMatchObject([
      { model: 'coarse', family: 'generic', answers: 10, isCalibrated: true, isExact: false },
    ])
    const [item] = items
    expect(item?.errorPercent).toBeGreaterThan(0)
    expect(item?.errorPercent).toBeLessThan(20)
    expect(item?.errorAfter).toBeLessThan(item?.errorBefore ?? 0)
    expect(item?.percent).toBeGreaterThanOrEqual(130)
    expect(item?.percent).toBeLessThan(140)
    expect(await revision()).toBe(before + (item?.version ?? 0))
  })

  it.each([
    ['claude-opus-4-5', 1.25, 130],
    ['claude-opus-5', 1.62, 169],
  ])('keep the first answer of %s within its window, at %f times our tokens', async (model, factor, percent) => {
    countAs(factor)
    const { composition, tokens } = await ask(model, 1)
    expect(composition.usage.counting).toEqual({ isExact: false, percent, errorPercent: 10 })
    expect(tokens + MAX_OUTPUT).toBeLessThanOrEqual(WINDOW)
    expect(tokens).toBeLessThanOrEqual(composition.usage.inputTokens)
    expect(tokens).toBeGreaterThan(0.9 * composition.usage.inputTokens)
    expect(await replayComposition(actor, { id: composition.id })).toMatchObject({ isExact: true })
    // as an earlier version stored it
    const { id } = composition
    const prepared = await getPrepared(actor, { id })
    const { counting: _, tokenPercent: __, ...request } = prepared.request as PreparedContext['request']
    const earlier = assembleContext({ ...(prepared as PreparedContext), request }, await loadTokenizer('claude'))
    const where = { workspaceId_id: { workspaceId: actor.workspaceId, id } }
    await prisma.composition.update({
      where,
      data: {
        detailId: null,
        prepared: toStoredPrepared({ ...(prepared as PreparedContext), request }) as object,
        contextHash: earlier.trace.contextHash,
        trace: earlier.trace,
      },
    })
    expect(await replayComposition(actor, { id })).toMatchObject({ isExact: true, messages: earlier.messages })
  })

  it('replay as they were counted, whatever was learned since', async () => {
    countAs(1.9)
    const { composition } = await ask('fine', 0)
    const learned = (await ask('fine', 0)).composition
    expect(learned.usage.inputTokens).not.toBe(composition.usage.inputTokens)
    for (const { id, messages } of [composition, learned]) {
      expect(await replayComposition(actor, { id })).toMatchObject({ isExact: true, messages })
    }
  })

  it('show in the trace, and only for the model that was learned about', async () => {
    const notes = async (model: string) =>
      (await createComposition(actor, { query: 'deployment', model })).trace.steps
        .flatMap((step) => step.notes)
        .join(' ')
    expect(await notes('coarse')).toMatch(/counted as 13\d% of OpenAI’s/)
    expect(await notes('gpt-5')).not.toContain('% of OpenAI’s')
  })
})
