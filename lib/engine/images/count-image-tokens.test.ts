import { describe, expect, it } from 'vitest'
import { resolveModel } from '../tokens/models'
import { countImageTokens } from './count-image-tokens'

const count = (id: string, width: number, height: number) => countImageTokens(resolveModel(id), { width, height })

describe('countImageTokens', () => {
  it.each([
    // OpenAI’s own examples: tiles, then patches
    ['gpt-4o', 1_024, 1_024, 765],
    ['gpt-4o', 2_048, 4_096, 1_105],
    ['gpt-4o-mini', 512, 512, 8_500],
    ['gpt-5', 1_024, 1_024, 630],
    ['o3', 512, 513, 375],
    ['gpt-4.1-mini', 1_024, 1_024, 1_659],
    ['gpt-4.1-mini', 4_000, 4_000, 2_489],
    ['gpt-5.4', 1_600, 1_600, 3_000],
    // Anthropic’s own examples
    ['claude-opus-4-5', 200, 200, 54],
    ['claude-opus-4-5', 1_000, 1_000, 1_334],
    ['claude-opus-4-5', 4_000, 3_000, 1_600],
    ['claude-opus-4-7', 4_000, 3_000, 4_784],
    ['claude-opus-4-7', 1_000, 1_000, 1_334],
    // Google’s own examples
    ['gemini-2.5-pro', 384, 384, 258],
    ['gemini-2.5-pro', 960, 540, 1_548],
    ['gemini-3-pro', 4_000, 4_000, 1_120],
    ['qwen2.5-vl', 280, 281, 110],
    ['qwen2.5-vl', 8_000, 8_000, 16_384],
  ])('%s counts %i × %i pixels as %i tokens', (id, width, height, tokens) => {
    expect(count(id, width, height)).toBe(tokens)
  })

  it('counts a provider’s name in front for nothing', () => {
    expect(count('openai/gpt-4o', 1_024, 1_024)).toBe(765)
  })
})

describe('which models take images', () => {
  it.each([
    'gpt-5',
    'gpt-4o-mini',
    'claude-sonnet-5-5',
    'gemini-2.5-flash',
    'llama3.2-vision:11b',
    'llava',
    'qwen2.5vl:7b',
  ])('%s does', (id) => expect(resolveModel(id).takesImages).toBe(true))
  it.each(['gpt-4', 'gpt-3.5-turbo', 'o3-mini', 'llama3.1:8b', 'loadout-extractive', 'unknown'])('%s does not', (id) =>
    expect(resolveModel(id).takesImages).toBeUndefined(),
  )
})
