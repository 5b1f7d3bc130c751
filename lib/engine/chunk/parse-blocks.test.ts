import fc from 'fast-check'
import type { RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it, vi } from 'vitest'
import type { Block } from './block'
import { libraryTexts } from './library-texts.fixture'
import { markdown } from './markdown-arbitrary.fixture'
import { parseBlocks } from './parse-blocks'

vi.setConfig({ testTimeout: 60_000 })

const SMALL = { least: 1, most: Number.POSITIVE_INFINITY }
const WHOLE = { least: Number.POSITIVE_INFINITY, most: Number.POSITIVE_INFINITY }

function describeBlocks(blocks: Block[]): unknown[] {
  return blocks.map(({ kind, level, start, end, children }) => [kind, level, start, end, describeBlocks(children)])
}

const KINDS: Partial<Record<RootContent['type'], Block['kind']>> = { code: 'code', table: 'table', listItem: 'item' }

/** What another parser of Markdown finds: kinds, levels, and the lines that blocks begin on. */
function describeOther(nodes: RootContent[]): unknown[] {
  return nodes.flatMap((node) => {
    if (node.type === 'list') return describeOther(node.children)
    const isOpen = node.type === 'listItem' || node.type === 'blockquote' || node.type === 'footnoteDefinition'
    const kind = node.type === 'heading' ? 'heading' : (KINDS[node.type] ?? 'text')
    const level = node.type === 'heading' ? node.depth : 0
    return [[kind, level, node.position?.start.line, isOpen ? describeOther(node.children) : []]]
  })
}

function describeLines(body: string, blocks: Block[]): unknown[] {
  return blocks.map(({ kind, level, start, children }) => {
    return [kind, level, body.slice(0, start).split('\n').length, describeLines(body, children)]
  })
}

describe('parseBlocks', () => {
  it('finds in the sample library what another parser finds', () => {
    for (const body of libraryTexts()) {
      const other = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
      expect(describeLines(body, parseBlocks(body))).toEqual(describeOther(other.children))
    }
  })

  it('covers every text in order', () => {
    fc.assert(
      fc.property(fc.oneof(markdown, fc.string({ unit: 'binary', maxLength: 60 })), (body) => {
        let end = 0
        for (const block of parseBlocks(body)) {
          expect(body.slice(end, block.start).trim()).toBe('')
          expect(block.end).toBeGreaterThan(block.start)
          end = block.end
        }
        expect(body.slice(end).trim()).toBe('')
      }),
      { numRuns: 2_000 },
    )
  })

  it('finds the same blocks piece by piece as in the whole', () => {
    const expectSame = (body: string) => {
      expect(describeBlocks(parseBlocks(body, SMALL))).toEqual(describeBlocks(parseBlocks(body, WHOLE)))
    }
    fc.assert(fc.property(markdown, expectSame), { numRuns: 2_000 })
    for (const body of libraryTexts()) expectSame(body)
  })

  it.each([
    ['an item', '- item\n\n', '  '],
    ['an item of an ordered list', '10. item\n\n', '    '],
    ['an item that is indented', '  -   item\n\n', '      '],
    ['a footnote', '[^1]: note\n\n', '    '],
  ])('finds no heading of the text in %s that is longer than a piece', (_, opening, indent) => {
    const inside = Array.from({ length: 40 }, (_, n) => `${indent}# Inside ${n}\n\n${indent}text\n\n`).join('')
    const body = `# First\n\n${opening}${inside}# Last\n\n # Indented\n`
    const cut = parseBlocks(body, { least: 20, most: 100 })
    expect(cut.map(({ kind, title }) => [kind, title])).toEqual([
      ['heading', 'First'],
      [opening.startsWith('[') ? 'text' : 'item', ''],
      ['heading', 'Last'],
      ['heading', 'Indented'],
    ])
    const [, whole] = parseBlocks(body, WHOLE)
    expect(cut[1]).toMatchObject({ start: whole!.start, end: whole!.end })
    const held = cut[1]!.children.map(({ start, end }) => body.slice(start, end)).join(' ')
    expect(held.replace(/\s+/g, ' ')).toBe(body.slice(whole!.children[0]!.start, whole!.end).replace(/\s+/g, ' '))
  })

  it('lets indented headings behind a list stand, wherever it is cut', () => {
    const body = `${'   text\n\n'.repeat(20)}- item\n\n${' # Heading\n\n text\n\n'.repeat(20)}`
    const headings = parseBlocks(body, { least: 20, most: 50 }).filter(({ kind }) => kind === 'heading')
    expect(headings).toHaveLength(20)
  })

  it('reads footnotes and definitions as GitHub does, with what is indented below a footnote', () => {
    const body =
      'text[^1] [a]\n\n[^1]: note\n\n    more\n\n    ```\n    code\n    ```\n[a]: /url "title"\n[b]: /url\n\nend'
    expect(describeLines(body, parseBlocks(body))).toEqual([
      ['text', 0, 1, []],
      [
        'text',
        0,
        3,
        [
          ['text', 0, 3, []],
          ['text', 0, 5, []],
          ['code', 0, 7, []],
        ],
      ],
      ['text', 0, 10, []],
      ['text', 0, 11, []],
      ['text', 0, 13, []],
    ])
  })

  it('takes for text what is nested too deep, and a line too long for a table', () => {
    const deep = `${'> '.repeat(10_000)}a\n\n# T`
    expect(parseBlocks(deep).map(({ kind }) => kind)).toEqual(['text', 'heading'])
    const long = `${'|a'.repeat(20_000)}\n${'|-'.repeat(20_000)}\n\n|a|\n|-|`
    expect(parseBlocks(long).map(({ kind }) => kind)).toEqual(['text', 'table'])
  })
})
