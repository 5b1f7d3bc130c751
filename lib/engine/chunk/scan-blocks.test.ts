import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { scanBlocks } from './scan-blocks'

vi.setConfig({ testTimeout: 60_000 })

it('tells headings, code, tables, items and paragraphs by their lines', () => {
  const body = '# A\ntext\nmore\n\n```ts\n# no heading\n\n```\n- one\n- two\n\n| a |\n|---|\nend'
  expect(scanBlocks(body).map(({ kind, start, end }) => [kind, body.slice(start, end)])).toEqual([
    ['heading', '# A'],
    ['text', 'text\nmore'],
    ['code', '```ts\n# no heading\n\n```'],
    ['item', '- one'],
    ['item', '- two'],
    ['table', '| a |\n|---|'],
    ['text', 'end'],
  ])
})

it('covers every text in order', () => {
  const line = fc.oneof(
    fc.constantFrom('', '# a', '```', '~~~~', '- x', '1. y', '| z |', 'word', '   ', '\0', '    indented'),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const body = lines.join('\n')
      let end = 0
      for (const block of scanBlocks(body)) {
        expect(body.slice(end, block.start).trim()).toBe('')
        expect(block.end).toBeGreaterThan(block.start)
        end = block.end
      }
      expect(body.slice(end).trim()).toBe('')
    }),
    { numRuns: 300 },
  )
})
