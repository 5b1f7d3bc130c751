import { describe, expect, it } from 'vitest'
import { LIMITS } from '@/lib/schemas/limits'
import { makePrepared, wordTokenizer } from '../assemble/prepared.fixture'
import { assembleContext } from '../assemble-context'
import { BudgetExceededError } from '../vocabulary/errors'
import type { PolicySettings } from '../vocabulary/policy'
import { DEFAULT_POLICY_SETTINGS } from '../vocabulary/policy'
import { isConsistent } from '../vocabulary/reasons'
import type { ImageRef, ModelSpec, Turn } from '../vocabulary/types'

const MODEL: ModelSpec = {
  id: 'claude-opus-4-5',
  family: 'claude',
  contextWindow: 8_000,
  maxOutputTokens: 500,
  takesImages: true,
}

/** 1,000 × 750 pixels: 1,000 tokens. */
const image = (id: string, change: Partial<ImageRef> = {}): ImageRef => ({
  id,
  name: `${id}.png`,
  mediaType: 'image/png',
  width: 1_000,
  height: 750,
  sizeBytes: 1_000,
  sha256: id,
  ...change,
})

const exchange = (at: number, images: ImageRef[]): Turn[] => [
  { id: `q${at}`, role: 'user', content: `Question ${at}?`, images },
  { id: `a${at}`, role: 'assistant', content: `Answer ${at}.` },
]

type Asked = {
  turns?: Turn[]
  images?: ImageRef[]
  model?: ModelSpec
  layout?: 'chat' | 'single'
  settings?: PolicySettings
}

function assemble({ turns = [], images, model = MODEL, layout = 'chat', settings }: Asked) {
  const request = {
    query: 'What is on it?',
    turns,
    model,
    layout,
    ...(images ? { images } : {}),
    ...(settings ? { policy: { id: 'p', version: 1, settings } } : {}),
  }
  const context = assembleContext(makePrepared([], request), wordTokenizer)
  const { window, used } = {
    window: context.usage.contextWindow - context.usage.reservedForResponse - context.usage.safetyMargin,
    used: context.usage.inputTokens,
  }
  // whatever becomes of them, the budget holds
  expect(used).toBeLessThanOrEqual(window)
  for (const { reason, because } of context.trace.images ?? []) expect(isConsistent(reason, because)).toBe(true)
  return context
}

const fates = ({ trace }: ReturnType<typeof assemble>) => trace.images?.map(({ imageId, reason }) => [imageId, reason])

describe('images of a question', () => {
  it('go with its message, and count for the query', () => {
    const without = assemble({})
    const context = assemble({ images: [image('one'), image('two')] })
    expect(context.messages.at(-1)?.images?.map(({ id }) => id)).toEqual(['one', 'two'])
    expect(context.usage.sections.query.used).toBe(without.usage.sections.query.used + 2_000)
    expect(context.usage.inputTokens).toBe(without.usage.inputTokens + 2_000)
    expect(context.trace.contextHash).not.toBe(without.trace.contextHash)
    expect(fates(context)).toEqual([
      ['one', 'image_of_question'],
      ['two', 'image_of_question'],
    ])
  })

  it('must be sent: what has no room for them is refused', () => {
    const images = Array.from({ length: 5 }, (_, at) => image(String(at)))
    expect(() => assemble({ images, model: { ...MODEL, contextWindow: 4_000 } })).toThrow(BudgetExceededError)
  })

  it('leave less room for everything else, and never more than there is', () => {
    const turns = Array.from({ length: 16 }, (_, at): Turn[] => [
      { id: `q${at}`, role: 'user', content: `Question ${at} ${'about the archive '.repeat(60)}` },
      { id: `a${at}`, role: 'assistant', content: `Answer ${at} ${'of the archive '.repeat(60)}` },
    ]).flat()
    const sent = (context: ReturnType<typeof assemble>) =>
      context.trace.turns?.filter(({ fate }) => fate === 'included').length ?? 0
    const images = Array.from({ length: 5 }, (_, at) => image(String(at)))
    expect(sent(assemble({ turns, images }))).toBeLessThan(sent(assemble({ turns })))
  })
})

describe('images of earlier messages', () => {
  it('go again with their message, the newest first where not all fit', () => {
    const turns = [0, 1, 2, 3, 4, 5, 6].flatMap((at) => exchange(at, [image(`i${at}`)]))
    const context = assemble({ turns, images: [image('now')] })
    const sent = context.messages.flatMap(({ images = [] }) => images.map(({ id }) => id))
    expect(sent.toSorted()).toEqual(['i2', 'i3', 'i4', 'i5', 'i6', 'now'])
    expect(context.messages.find(({ content }) => content.includes('Question 6?'))?.images).toMatchObject([
      { id: 'i6' },
    ])
    expect(fates(context)?.slice(0, 2)).toEqual([
      ['i0', 'image_over_budget'],
      ['i1', 'image_over_budget'],
    ])
    const { history } = context.usage.sections
    expect(history.used).toBeGreaterThan(5_000)
    expect(history.allocated).toBeGreaterThanOrEqual(history.used)
  })

  it('stand in the one message of a single layout', () => {
    const { messages } = assemble({ turns: exchange(0, [image('before')]), images: [image('now')], layout: 'single' })
    expect(messages.at(-1)?.images?.map(({ id }) => id)).toEqual(['before', 'now'])
  })

  it('are left out where the model takes none, and where their message is not sent', () => {
    const turns = exchange(0, [image('old')])
    const { takesImages: _, ...blind } = MODEL
    expect(fates(assemble({ turns, model: blind }))).toEqual([['old', 'image_not_taken']])
    const long: Turn = { id: 'long', role: 'user', content: 'word '.repeat(9_000), images: [image('lost')] }
    expect(fates(assemble({ turns: [long, ...exchange(1, [])] }))).toEqual([['lost', 'image_without_turn']])
  })

  it('take no more than the policy gives history', () => {
    const settings = structuredClone(DEFAULT_POLICY_SETTINGS)
    settings.budget.sections.history = { ...settings.budget.sections.history, max: 1_500 }
    const turns = [0, 1].flatMap((at) => exchange(at, [image(`i${at}`)]))
    expect(fates(assemble({ turns, settings }))).toEqual([
      ['i0', 'image_over_budget'],
      ['i1', 'image_of_turn'],
    ])
  })

  it('are no more, and no larger together, than one request carries', () => {
    const model = { ...MODEL, contextWindow: 400_000 }
    const many = Array.from({ length: 5 }, (_, at) =>
      exchange(
        at,
        [0, 1, 2, 3, 4].map((place) => image(`${at}.${place}`)),
      ),
    ).flat()
    const sent = assemble({ turns: many, model }).trace.images?.filter(({ fate }) => fate === 'included')
    expect(sent).toHaveLength(LIMITS.sentImages)
    const sizeBytes = LIMITS.sentImageBytes / 2
    const large = [0, 1, 2].flatMap((at) => exchange(at, [image(`i${at}`, { sizeBytes })]))
    expect(fates(assemble({ turns: large, model }))).toEqual([
      ['i0', 'image_too_many'],
      ['i1', 'image_of_turn'],
      ['i2', 'image_of_turn'],
    ])
  })
})
