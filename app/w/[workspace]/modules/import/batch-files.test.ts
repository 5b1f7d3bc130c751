import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstBatchSize, nextBatchSize, takeBatch } from './batch-files'

const MB = 1024 * 1024
const file = (path: string, bytes: number) => ({ path, content: 'x'.repeat(bytes) })
const pathsOf = (files: { path: string }[]) => files.map(({ path }) => path)

describe('takeBatch', () => {
  it('takes the first files, within both limits and as many as they allow', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 50 }),
        (sizes, maxFiles) => {
          const files = sizes.map((size, index) => file(`${index}.md`, size))
          const batch = takeBatch(files, maxFiles)
          expect(pathsOf(batch)).toEqual(pathsOf(files.slice(0, batch.length)))
          const bytesOf = (count: number) => sizes.slice(0, count).reduce((sum, size) => sum + size, 0)
          expect(batch.length === 1 || (batch.length <= maxFiles && bytesOf(batch.length) <= 4 * MB)).toBe(true)
          const isFull =
            batch.length === files.length || batch.length === maxFiles || bytesOf(batch.length + 1) > 4 * MB
          expect(isFull).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('takes a file above the limit alone', () => {
    const files = [file('a.md', 10), file('big.md', 5 * MB), file('b.md', 10)]
    expect(pathsOf(takeBatch(files, 50))).toEqual(['a.md'])
    expect(pathsOf(takeBatch(files.slice(1), 50))).toEqual(['big.md'])
  })

  it('counts bytes, not characters', () => {
    const wide = { path: 'wide.md', content: '語'.repeat(1.5 * MB) }
    expect(takeBatch([wide, file('a.md', 10)], 50)).toHaveLength(1)
  })
})

describe('the size of batches', () => {
  it('is one batch for few files, and begins small for many', () => {
    expect([1, 50, 51, 10_000].map(firstBatchSize)).toEqual([50, 50, 10, 10])
  })

  it('comes to what takes about two seconds, whatever a file takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (msPerFile) => {
        let size = firstBatchSize(1_000)
        for (let batch = 0; batch < 6; batch++) size = nextBatchSize(size, size * msPerFile)
        expect(size).toBe(Math.max(5, Math.min(50, Math.round(2_000 / msPerFile))))
      }),
      { examples: [[1], [40], [20_000]] },
    )
    expect(nextBatchSize(10, 0)).toBe(20)
  })
})
