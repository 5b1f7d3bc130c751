import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchFiles } from './batch-files'

const MB = 1024 * 1024
const file = (path: string, bytes: number) => ({ path, content: 'x'.repeat(bytes) })

describe('batchFiles', () => {
  it('keeps every file, in order, within both limits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400_000 }), { maxLength: 160 }), (sizes) => {
        const files = sizes.map((size, index) => file(`${index}.md`, size))
        const batches = batchFiles(files)
        expect(batches.flat()).toEqual(files)
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0)
          expect(batch.length).toBeLessThanOrEqual(50)
          const bytes = batch.reduce((sum, { content }) => sum + content.length, 0)
          expect(bytes <= 4 * MB || batch.length === 1).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('gives a file above the limit a batch of its own', () => {
    const batches = batchFiles([file('a.md', 10), file('big.md', 5 * MB), file('b.md', 10)])
    expect(batches.map((batch) => batch.map(({ path }) => path))).toEqual([['a.md'], ['big.md'], ['b.md']])
  })

  it('counts bytes, not characters', () => {
    const wide = { path: 'wide.md', content: '語'.repeat(1.5 * MB) }
    expect(batchFiles([wide, file('a.md', 10)])).toHaveLength(2)
  })
})
