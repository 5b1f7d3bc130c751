import { describe, expect, it } from 'vitest'
import { makeCandidate, makePrepared } from '../assemble/prepared.fixture'
import { assembleContext } from '../assemble-context'
import type { ComposeRequest } from '../vocabulary/composition'
import { calibrationError } from './calibrate-tokens'
import { countingOf, expectedPercent } from './counting'
import { resolveModel } from './models'
import { loadRequestTokenizer } from './tokenizer'

const claude = (id: string) => countingOf({ id, family: 'claude' }).tokenPercent

describe('countingOf', () => {
  it.each([
    'claude-2.1',
    'claude-3-5-sonnet-latest',
    'claude-3-opus-20240229',
    'claude-sonnet-4-20250514',
    'claude-opus-4-1',
    'anthropic/claude-sonnet-4.5',
    'claude-haiku-4-5-20251001',
    'Claude-Opus-4-6',
  ])('takes 1.18 times o200k_base and ten per cent for %s', (id) => {
    expect(claude(id)).toBe(Math.ceil(118 * 1.1))
  })

  it.each([
    'claude-opus-4-7',
    'us.anthropic.claude-opus-4-8-v1:0',
    'claude-opus-5',
    'claude-sonnet-5-5',
    'claude-fable-5',
    'claude-opus-4-10',
    'claude-next',
    'mine',
  ])('takes 1.53 times o200k_base and ten per cent for %s', (id) => {
    expect(claude(id)).toBe(Math.ceil(153 * 1.1))
  })

  it('takes what answers told before what is expected, and leaves the other families as they are', () => {
    const model = { id: 'claude-opus-5', family: 'claude' } as const
    expect(countingOf(model, { percent: 141, errorPercent: 4 })).toEqual({
      tokenPercent: 141,
      counting: { errorPercent: 4, isLearned: true, messageTokens: 7 },
    })
    expect(countingOf(model, { percent: 141, errorPercent: null }).counting?.errorPercent).toBe(10)
    for (const family of ['gpt', 'gemini', 'llama', 'generic'] as const) {
      expect(countingOf({ id: 'any', family })).toEqual({})
    }
    expect(expectedPercent(model)).toBe(169)
    expect(expectedPercent({ id: 'gemini-3', family: 'gemini' })).toBe(120)
  })
})

async function usageOf(model: string, change: Partial<ComposeRequest>) {
  const spec = { ...resolveModel(model), contextWindow: 4_000, maxOutputTokens: 400 }
  const prepared = makePrepared([makeCandidate('a', 'Keep the key in the vault. '.repeat(30))], {
    model: spec,
    ...change,
  })
  const tokenizer = await loadRequestTokenizer(prepared.request)
  return { ...assembleContext(prepared, tokenizer), tokenizer }
}

describe('what a composition says of its counts', () => {
  it('is exact, or how far an estimate may be off, whose upper end is what is counted', async () => {
    expect((await usageOf('gpt-5', {})).usage.counting).toEqual({ isExact: true, percent: 100, errorPercent: 0 })
    expect((await usageOf('loadout-extractive', {})).usage.counting?.isExact).toBe(true)
    expect((await usageOf('gemini-3', {})).usage.counting).toEqual({ isExact: false, percent: 120, errorPercent: 10 })
    const found = resolveModel('claude-opus-5')
    const { usage, messages, tokenizer } = await usageOf('claude-opus-5', countingOf(found))
    expect(usage.counting).toEqual({ isExact: false, percent: 169, errorPercent: 10 })
    const contents = messages.reduce((total, { content }) => total + tokenizer.count(content), 0)
    expect(tokenizer.name).toBe('o200k_base×1.69')
    expect(usage.inputTokens).toBe(contents + 7 * messages.length + 3)
  })

  it('is as it was for a request of an earlier version, which has no such number', async () => {
    const { usage, messages, tokenizer, trace } = await usageOf('claude-opus-5', {})
    const contents = messages.reduce((total, { content }) => total + tokenizer.count(content), 0)
    expect(tokenizer.name).toBe('o200k_base×1.6')
    expect(usage.inputTokens).toBe(contents + 5 * messages.length + 3)
    expect(trace.steps.flatMap(({ notes }) => notes).join()).not.toContain('o200k_base')
    const learned = await usageOf('claude-opus-5', { tokenPercent: 130 })
    expect(learned.trace.steps.flatMap(({ notes }) => notes)).toContain(
      'tokens are counted as 130% of OpenAI’s (o200k_base), as learned from answers of the model',
    )
  })
})

it('learns how far answers lie around the middle of what is counted', () => {
  const answers = (...ratios: number[]) => ratios.map((ratio) => ({ counted: 1_000, actual: 1_000 * ratio }))
  expect(calibrationError([], 130)).toBeUndefined()
  // between 110 and 132: 121, give or take 9.1 %
  expect(calibrationError(answers(1.1, 1.2, 1.3), 132)).toBe(10)
  expect(calibrationError(answers(1.3), 130)).toBe(1)
  expect(calibrationError(answers(1.5), 130)).toBe(1)
})
