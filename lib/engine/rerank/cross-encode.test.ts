import { describe, expect, it } from 'vitest'
import { sampleCandidate } from '../testing/samples.fixture'
import type { RerankingPort } from '../vocabulary/ports'
import { crossEncode } from './cross-encode'

const candidates = [sampleCandidate('a#0', 'a'), sampleCandidate('b#0', 'b'), sampleCandidate('c#0', 'c')]
const model = (score: RerankingPort['score']): RerankingPort => ({ model: 'cross@1', score })

describe('crossEncode', () => {
  it('takes the scores of what it read, with its titles', async () => {
    const read: string[] = []
    const result = await crossEncode(
      'q',
      [sampleCandidate('a#0', 'text', { headingPath: ['Keys'], module: { name: 'Access' } })],
      model(async (_, passages) => {
        read.push(...passages)
        return [0.4]
      }),
    )
    expect(result).toEqual({ scores: [0.4], notes: ['1 read by cross@1'], warnings: [] })
    expect(read).toEqual(['Access › Keys\ntext'])
  })

  it('reads the first alone, and leaves the rest behind them in their order', async () => {
    const many = Array.from({ length: 40 }, (_, at) => sampleCandidate(`m${at}#0`, `${at}`))
    const { scores = [] } = await crossEncode(
      'q',
      many,
      model(async (_, passages) => passages.map((_passage, at) => 0.5 + at / 100)),
    )
    expect(scores).toHaveLength(40)
    expect(Math.min(...scores.slice(0, 24))).toBe(0.5)
    const rest = scores.slice(24)
    expect(rest).toEqual(rest.toSorted((a, b) => b - a))
    expect(Math.max(...rest)).toBeLessThan(0.5)
  })

  it.each<[string, string, RerankingPort['score']]>([
    ['throws', 'failed', () => Promise.reject(new Error('no'))],
    ['takes too long', 'took too long', () => Promise.reject(new DOMException('over', 'TimeoutError'))],
    ['answers too few', 'failed', () => Promise.resolve([1])],
    ['answers NaN', 'failed', () => Promise.resolve([1, Number.NaN, 0])],
    ['answers beyond 0–1', 'failed', () => Promise.resolve([1, 0, 7])],
  ])('falls back visibly when the model %s', async (_, why, score) => {
    const warning = `reranking by cross@1 ${why}: ordered by the retrievers' relevance instead`
    expect(await crossEncode('q', candidates, model(score))).toEqual({ notes: [warning], warnings: [warning] })
  })

  it('asks no model when there is none, or nothing to read', async () => {
    expect(await crossEncode('q', candidates, undefined)).toEqual({ notes: [], warnings: [] })
    const untouched = model(() => Promise.reject(new Error('asked')))
    expect(await crossEncode('q', [], untouched)).toEqual({ notes: [], warnings: [] })
  })
})
