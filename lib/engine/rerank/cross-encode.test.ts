import { describe, expect, it } from 'vitest'
import { sampleCandidate } from '../testing/samples.fixture'
import { crossEncode } from './cross-encode'

const candidates = [sampleCandidate('a#0', 'a'), sampleCandidate('b#0', 'b'), sampleCandidate('c#0', 'c')]
const model = (score: () => Promise<number[]>) => ({ model: 'cross@1', score })

describe('crossEncode', () => {
  it('scales to 0–1', async () => {
    expect(
      await crossEncode(
        'q',
        candidates,
        model(async () => [-2, 2, 0]),
      ),
    ).toEqual({ scores: [0, 1, 0.5], warnings: [] })
    expect(
      (
        await crossEncode(
          'q',
          candidates,
          model(async () => [3, 3, 3]),
        )
      ).scores,
    ).toEqual([1, 1, 1])
  })

  it.each([
    ['throws', () => Promise.reject(new Error('no'))],
    ['answers too few', () => Promise.resolve([1])],
    ['answers NaN', () => Promise.resolve([1, Number.NaN, 2])],
  ])('falls back visibly when the model %s', async (_, score) => {
    const result = await crossEncode('q', candidates, model(score))
    expect(result.scores).toBeUndefined()
    expect(result.warnings).toEqual(["reranking by cross@1 failed: ordered by the retrievers' relevance instead"])
  })
})
