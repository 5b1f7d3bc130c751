import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { embedInSlices, offlineEmbedding } from './offline-embedding'

async function similarity(a: string, b: string): Promise<number> {
  const [left, right] = (await offlineEmbedding.embed([a, b])) as [number[], number[]]
  return left.reduce((sum, value, i) => sum + value * right[i]!, 0)
}

describe('offlineEmbedding', () => {
  it('gives the same unit vector for the same text, whatever it is embedded with', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (text) => {
        const [alone] = await offlineEmbedding.embed([text])
        const [, second] = await offlineEmbedding.embed(['something else', text])
        expect(second).toEqual(alone)
        expect(alone).toHaveLength(offlineEmbedding.dimensions)
        expect(Math.hypot(...alone!)).toBeCloseTo(1, 10)
      }),
    )
  })

  it('pins the vectors that its name stands for', async () => {
    const [vector] = await offlineEmbedding.embed(['context window'])
    expect(offlineEmbedding.model).toBe('hash-256@1')
    expect(vector!.flatMap((value, i) => (Math.abs(value) > 0.3 ? [i] : []))).toMatchInlineSnapshot(`
      [
        41,
        140,
      ]
    `)
  })

  it.each([
    ['tokenization', 'tokenizers', 'gardening'],
    ['how do I deploy to production?', 'production deployments', 'choosing a chair for the office'],
    ['authentication error', 'authenticating fails with errors', 'grilled vegetables'],
    ['retreival of documents', 'document retrieval', 'weather forecast'],
  ])('places %j nearer to %j than to %j', async (text, related, unrelated) => {
    expect(await similarity(text, related)).toBeGreaterThan((await similarity(text, unrelated)) + 0.15)
  })

  it('gives the same vectors in slices', async () => {
    const words = Array.from({ length: 4_000 }, (_, at) => `word${at % 900}’s x_${at % 7}`).join(' ')
    const texts = [words, words.replaceAll(' ', '\n\n'), '深井水位'.repeat(3_000), 'a'.repeat(150_000), '', ` ${words}`]
    const [inSlices, atOnce] = [await embedInSlices(texts), await offlineEmbedding.embed(texts)]
    for (const [at, vector] of inSlices.entries()) {
      for (const [i, value] of vector.entries()) expect(value).toBeCloseTo(atOnce[at]![i]!, 12)
    }
  })

  it('takes empty and very long texts', async () => {
    const vectors = await offlineEmbedding.embed(['', ' \n', 'a'.repeat(200_000), 'word '.repeat(100_000)])
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 10)
    expect(await offlineEmbedding.embed([])).toEqual([])
  })
})
