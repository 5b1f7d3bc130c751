import { expect, it } from 'vitest'
import { findPrices } from './model-prices'

it.each([
  ['gpt-5.4', 2.5],
  ['openai/GPT-5.4-mini', 0.75],
  ['gpt-5.4-2026-03-05', 2.5],
  ['models/gemini-2.5-flash', 0.3],
  ['gemini-3-pro-preview', 2],
  ['claude-opus-4-5-20251101', 5],
  ['claude-haiku-4-5-latest', 1],
])('knows the price of %s', (id, input) => {
  expect(findPrices(id)).toMatchObject({ input })
})

it.each(['gpt-5.4-pro', 'gpt-5.55', 'llama3.3', '', 'constructor'])('does not guess that of %j', (id) => {
  expect(findPrices(id)).toBeUndefined()
})

it('never charges more for what was cached', () => {
  for (const id of ['gpt-4o', 'claude-opus-5', 'gpt-5-mini', 'gemini-2.5-flash-lite', 'o4-mini']) {
    const { input, cachedInput, output } = findPrices(id)!
    expect(cachedInput).toBeLessThan(input)
    expect(output).toBeGreaterThan(input)
  }
})
