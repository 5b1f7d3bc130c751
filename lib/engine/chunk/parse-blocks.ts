import type { RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Block } from './block'
import { type Condensed, condense, type PieceSize } from './condense'
import { findOpenEnd } from './find-open-end'
import { isMarkerOrSpace } from './markers'
import { plainText } from './plain-text'
import { scanBlocks } from './scan-blocks'

/** Longer bodies (UTF-16 units) are split by lines instead of parsed: parsing takes some seconds per million units. */
const MAX_PARSED_LENGTH = 250_000
/** Lines, quotes, list items and footnotes of a body that are parsed; what comes behind them is split by lines. */
const MAX_PARSED_PARTS = 20_000
/** What is parsed at once: the parser's time grows with the square of the blocks in blocks. */
const PIECE_SIZE = { length: 3_000, openings: 100 }

/** A piece that cannot be ended before it has more quotes, list items and footnotes, or lines, is split by lines. */
const MAX_PIECE_OPENINGS = 300
const MAX_PIECE_LINES = 3_000
/** Lines of `=` or `-` alone, of which each makes the parser go back. */
const MAX_UNDERLINES = 300
/** Markers and spaces that a line opens with: the parser's time grows with the square of the nesting. */
const MAX_LINE_PREFIX = 100
/** The length of a line that looks like a table row. */
const MAX_TABLE_LINE = 20_000

type FoundBlocks = { blocks: Block[]; lastType: string | undefined }

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

/**
 * Top-level blocks in order; together they hold every character of the body that is not white space. The body is parsed
 * piece by piece, so that the time grows with its length only; the blocks are those of the whole.
 *
 * @param size of a piece
 */
export function parseBlocks(body: string, size: PieceSize = PIECE_SIZE): Block[] {
  if (body.length > MAX_PARSED_LENGTH) return scanBlocks(body)
  const blocks: Block[] = []
  let parts = 0
  for (let start = 0; start < body.length; ) {
    const piece = condense(body, start, size)
    parts += piece.lines + piece.openings
    const isParsable = parts <= MAX_PARSED_PARTS && isLinear(piece)
    const { blocks: found, lastType } = isParsable ? parsePiece(body, piece) : scanPiece(body, start, piece.end)
    const last = found.at(-1)
    const openEnd = last && findOpenEnd(body, lastType, last.start, piece.end)
    if (last && openEnd) last.end = openEnd
    for (const block of found) blocks.push(block)
    start = openEnd ?? piece.end
  }
  return closeGaps(body, blocks, 0, body.length)
}

function parsePiece(body: string, { text, toOffset }: Condensed): FoundBlocks {
  // The parser drops a byte order mark, and with it one from every offset.
  const source = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text
  const root = fromMarkdown(source, { extensions, mdastExtensions })
  return {
    blocks: root.children.flatMap((node) => toBlocks(body, node, toOffset)),
    lastType: root.children.at(-1)?.type,
  }
}

function scanPiece(body: string, from: number, to: number): FoundBlocks {
  const blocks = scanBlocks(body.slice(from, to))
  for (const block of blocks) {
    block.start += from
    block.end += from
  }
  return { blocks, lastType: blocks.at(-1)?.kind }
}

/** Whether the parser takes no more time for it than for other text. */
function isLinear({ text, lines, openings }: Condensed): boolean {
  if (openings > MAX_PIECE_OPENINGS || lines > MAX_PIECE_LINES) return false
  let underlines = 0
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    let at = start
    while (at < end && isMarkerOrSpace(text.charCodeAt(at))) at++
    if (at - start > MAX_LINE_PREFIX && at < end) return false
    if (at - start > 10 * MAX_LINE_PREFIX) return false
    if (end - start > MAX_TABLE_LINE && text.slice(start, end).includes('|')) return false
    if (end - start < MAX_LINE_PREFIX && /^[ >]*(?:=+|-+)\s*$/.test(text.slice(start, end))) underlines++
    if (underlines > MAX_UNDERLINES) return false
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
