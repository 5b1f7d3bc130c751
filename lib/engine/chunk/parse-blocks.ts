import type { RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Block } from './block'
import { condense } from './condense'
import { isMarkerOrSpace } from './markers'
import { plainText } from './plain-text'
import { scanBlocks } from './scan-blocks'

/** Longer bodies (UTF-16 units) are split by lines instead of parsed: parsing takes some seconds per million units. */
const MAX_PARSED_LENGTH = 250_000
/** Bodies with more lines are split by lines. */
const MAX_PARSED_LINES = 10_000
/** Bodies with more lines of `=` or `-` alone are split by lines: the parser's time grows with the square of them. */
const MAX_UNDERLINES = 300
/**
 * Bodies with a line that opens with more markers and spaces than this are split by lines: the parser's time grows with
 * the square of the nesting.
 */
const MAX_LINE_PREFIX = 100
/** Bodies with a longer line that looks like a table row are split by lines. */
const MAX_TABLE_LINE = 20_000

/** Only the structure is of interest here; without inline constructs parsing is fast, and linear on runs of `[` or `*`. */
const INLINE_CONSTRUCTS = [
  'attention',
  'autolink',
  'characterEscape',
  'characterReference',
  'codeText',
  'emailAutolink',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
  'hardBreakEscape',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
  'protocolAutolink',
  'strikethrough',
  'wwwAutolink',
]

const extensions = [gfm(), { disable: { null: INLINE_CONSTRUCTS } }]
/** Makes trees without looking for addresses in their text. */
const mdastExtensions = gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }))

/** Top-level blocks in order; together they hold every character of the body that is not white space. */
export function parseBlocks(body: string): Block[] {
  if (!isParsable(body)) return scanBlocks(body)
  // The parser drops a byte order mark, and with it one from every offset.
  const source = body.startsWith('\ufeff') ? ` ${body.slice(1)}` : body
  const { text, toOffset } = condense(source)
  const root = fromMarkdown(text, { extensions, mdastExtensions })
  const blocks = root.children.flatMap((node) => toBlocks(source, node, toOffset))
  return closeGaps(body, blocks, 0, body.length)
}

function isParsable(body: string): boolean {
  if (body.length > MAX_PARSED_LENGTH) return false
  let lines = 0
  let underlines = 0
  for (let start = 0; start < body.length; ) {
    const newline = body.indexOf('\n', start)
    const end = newline < 0 ? body.length : newline
    let at = start
    while (at < end && isMarkerOrSpace(body.charCodeAt(at))) at++
    if (at - start > MAX_LINE_PREFIX && at < end) return false
    if (at - start > 10 * MAX_LINE_PREFIX) return false
    if (end - start > MAX_TABLE_LINE && body.slice(start, end).includes('|')) return false
    if (end - start < MAX_LINE_PREFIX && /^[ >]*(?:=+|-+)\s*$/.test(body.slice(start, end))) underlines++
    if (++lines > MAX_PARSED_LINES || underlines > MAX_UNDERLINES) return false
    start = end + 1
  }
  return true
}

function toBlocks(body: string, node: RootContent, toOffset: (at: number) => number): Block[] {
  const { position } = node
  if (position?.start.offset === undefined || position.end.offset === undefined) return []
  const start = toOffset(position.start.offset)
  const end = toOffset(position.end.offset)
  switch (node.type) {
    case 'list':
      return node.children.flatMap((item) => toBlocks(body, item, toOffset))
    case 'heading': {
      const title = plainText(body.slice(start, end))
      return [{ kind: 'heading', start, end, children: [], level: node.depth, title }]
    }
    case 'listItem':
    case 'blockquote':
    case 'footnoteDefinition': {
      const children = node.children.flatMap((child) => toBlocks(body, child, toOffset))
      const kind = node.type === 'listItem' ? 'item' : 'text'
      return [{ kind, start, end, children: closeGaps(body, children, start, end), level: 0, title: '' }]
    }
    default: {
      const kind = node.type === 'code' ? 'code' : node.type === 'table' ? 'table' : 'text'
      return [{ kind, start, end, children: [], level: 0, title: '' }]
    }
  }
}

/** Lets the blocks cover the range but for white space between them; whatever stands between two goes to the first. */
function closeGaps(body: string, blocks: Block[], start: number, end: number): Block[] {
  const result: Block[] = []
  blocks.forEach((block, i) => {
    const from = i === 0 ? skipSpace(body, start, block.start) : block.start
    const to = trimEnd(body, from, blocks[i + 1]?.start ?? end)
    if (to > from) result.push({ ...block, start: from, end: to })
  })
  return result
}

function skipSpace(body: string, from: number, to: number): number {
  let at = from
  while (at < to && body.charAt(at).trim() === '') at++
  return at
}

function trimEnd(body: string, start: number, end: number): number {
  let at = end
  while (at > start && body.charAt(at - 1).trim() === '') at--
  return at
}
