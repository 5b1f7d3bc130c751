import { describe, expect, it } from 'vitest'
import { KNOWN_MODELS, OFFLINE_MODEL_ID, resolveModel } from './models'

describe('resolveModel', () => {
  it.each([
    ['gpt-5', 'gpt', 400_000],
    ['openai/gpt-5-mini-2025-08-07', 'gpt', 400_000],
    ['gpt-5.4-mini', 'gpt', 400_000],
    ['gpt-5.4-2026-03-05', 'gpt', 1_050_000],
    ['gpt-4o-mini', 'gpt', 128_000],
    ['gpt-4', 'generic', 8_192],
    ['o3-mini', 'gpt', 200_000],
    ['claude-sonnet-4-5-20250929', 'claude', 200_000],
    ['Claude-Opus-4-7', 'claude', 1_000_000],
    ['claude-3-5-sonnet-latest', 'claude', 200_000],
    ['models/gemini-2.5-pro', 'gemini', 1_048_576],
    ['gemini-3-pro-preview', 'gemini', 1_048_576],
    ['meta-llama/Llama-3.1-8B-Instruct', 'llama', 128_000],
    ['llama3:8b', 'llama', 8_192],
    [OFFLINE_MODEL_ID, 'generic', 16_000],
  ])('knows %s', (id, family, contextWindow) => {
    expect(resolveModel(id)).toMatchObject({ id, family, contextWindow, isKnown: true })
  })

  it.each(['', 'gpt-50', 'mystery', 'o30', 'x/y', 'claude'])('takes %j for unknown', (id) => {
    expect(resolveModel(id)).toEqual({
      id,
      family: 'generic',
      contextWindow: 16_000,
      maxOutputTokens: 1_000,
      isKnown: false,
    })
  })

  it('lists each model once, with room for input', () => {
    expect(new Set(KNOWN_MODELS.map(({ id }) => id)).size).toBe(KNOWN_MODELS.length)
    for (const known of KNOWN_MODELS) {
      const { label: _, ...spec } = known
      expect(resolveModel(known.id)).toEqual({ ...spec, isKnown: true })
      expect(known.maxOutputTokens).toBeLessThan(known.contextWindow)
    }
  })
})
