import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it, vi } from 'vitest'
import { condense } from './condense'
import { markdown } from './markdown-arbitrary.fixture'

vi.setConfig({ testTimeout: 60_000 })

const LEAVES = ['paragraph', 'heading', 'code', 'html', 'table', 'thematicBreak', 'definition']

/** Kind and begin of each block, and the end of what is cut out of the text. */
function blocksOf(markdown: string, toOffset: (at: number) => number): unknown[] {
  const visit = (node: Nodes): unknown => [
    node.type,
    toOffset(node.position!.start.offset!),
    node.type === 'heading' ? toOffset(node.position!.end.offset!) : 0,
    'children' in node && !LEAVES.includes(node.type) ? node.children.map(visit) : [],
  ]
  const root = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  return root.children.map(visit)
}

describe('condense', () => {
  it('leaves the blocks of any markdown as they are', () => {
    fc.assert(
      fc.property(markdown, (source) => {
        const { text, toOffset } = condense(source)
        expect(blocksOf(text, toOffset)).toEqual(blocksOf(source, (at) => at))
      }),
      { numRuns: 300 },
    )
  })

  it('leaves the blocks as they are among all that fences can stand in', () => {
    const part = fc.constantFrom(
      ...['', '', '', '```', '```', '```js', '````', '~~~', ' ```', '  ```', '   ```', '    ```', '\t```', '> ```'],
      ...[
        '- ```',
        '- a',
        '-   a',
        '* b',
        '1. a',
        '2. b',
        '10. c',
        '* * *',
        '-',
        '- ',
        'text',
        '  text',
        '# h',
        '===',
        '---',
      ],
      ...['<div>', ' <b>', '> q', '[a]:', '[^1]: n', '| a |', '|---|', '``` a`', '~~~ a`', '\u2028```', '```\u2028'],
    )
    const source = fc.tuple(fc.array(part, { maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\r'))
    fc.assert(
      fc.property(source, ([lines, end]) => {
        const source = lines.join(end)
        const { text, toOffset } = condense(source)
        expect(blocksOf(text, toOffset)).toEqual(blocksOf(source, (at) => at))
      }),
      { numRuns: 1_000 },
    )
  })

  it('leaves out what stands between fences', () => {
    const code = 'text\n\n```ts\nconst a = <b>1</b>\n\n| x |\n```\n\n'
    expect(condense(code.repeat(3)).text).toBe('t\n\n```ts\n```\n\n'.repeat(3))
  })

  it('leaves out most of prose', () => {
    const prose = '## Part\n\nA sentence that goes on for a while.\nAnd another one.\n\n- an item\n'.repeat(20)
    expect(condense(prose).text.length).toBeLessThan(prose.length / 2)
  })
})
