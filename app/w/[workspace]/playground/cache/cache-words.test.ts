import { expect, it } from 'vitest'
import { tellPrefix } from './cache-words'

it.each([
  [{ state: 'first', cause: null, prefixTokens: 2_000 }, 'First turn of this model.'],
  [{ state: 'kept', cause: null, prefixTokens: 2_000 }, 'Kept.'],
  [{ state: 'kept', cause: null, prefixTokens: 90 }, 'Kept, but under 1,024 tokens: too few for this model’s cache.'],
  [
    { model: 'anthropic/claude-opus-4-6', state: 'kept', cause: null, prefixTokens: 2_000 },
    'Kept, but under 4,096 tokens: too few for this model’s cache.',
  ],
  [{ model: 'claude-opus-5', state: 'kept', cause: null, prefixTokens: 600 }, 'Kept.'],
  [
    { model: 'gemini-2.5-pro', state: 'kept', cause: null, prefixTokens: 2_000 },
    'Kept, but under 4,096 tokens: too few for this model’s cache.',
  ],
  [{ state: 'expired', cause: null, prefixTokens: 2_000 }, 'Kept, but the turn before is more than 5 minutes ago.'],
  [
    { state: 'changed', cause: { kind: 'version', moduleId: 'tone', title: 'Tone', from: 1, to: 2 }, prefixTokens: 9 },
    'Changed: Tone is v2, it was v1.',
  ],
  [{ state: 'changed', cause: { kind: 'came', moduleId: 'tone' }, prefixTokens: 9 }, 'Changed: tone came in.'],
] as const)('the prefix is told in words: %j', (turn, words) => {
  expect(tellPrefix({ model: 'gpt-5', ...turn })).toBe(words)
})
