import type { Tree } from '@lezer/common'
import type { Block } from './block'
import { blockParserOf } from './block-parser'
import { titleOfHeading } from './plain-text'

/** What the parser calls them; what is not named here is part of one of these. */
const KINDS: Record<string, Block['kind']> = {
  ...{ CodeBlock: 'code', FencedCode: 'code', Table: 'table', ListItem: 'item' },
  ...{ Blockquote: 'text', Footnote: 'text', Paragraph: 'text', HorizontalRule: 'text', LinkReference: 'text' },
  ...{ HTMLBlock: 'text', CommentBlock: 'text', ProcessingInstructionBlock: 'text' },
}
const LISTS = ['Document', 'BulletList', 'OrderedList']
const CONTAINERS = ['ListItem', 'Blockquote', 'Footnote']
const HEADING = /^(?:ATX|Setext)Heading([1-6])$/

/** How much is parsed at once at least, and at most (UTF-16 units): the tree of a piece is dropped before the next. */
type PieceSize = { least: number; most: number }

const PIECE_SIZE: PieceSize = { least: 50_000, most: 500_000 }

/**
 * Top-level blocks in order; together they hold every character of the body that is not white space. A quote that is
 * longer than a piece is cut into several.
 */
export function parseBlocks(body: string, size = PIECE_SIZE): Block[] {
  // the parser knows no other ends of lines
  const text = body.replace(/\r(?!\n)/g, '\n')
  const parser = blockParserOf(text)
  const blocks: Block[] = []
  for (let from = 0; from < text.length; ) {
    const parse = parser.startParse(text, [], [{ from, to: text.length }])
    let tree = parse.advance()
    while (!tree) {
      if (isPieceEnd(text, parse.parsedPos, parse.parsedPos - from, size)) parse.stopAt(parse.parsedPos - 1)
      tree = parse.advance()
    }
    const before = blocks.length
    addBlocks(blocks, tree, text, from)
    goOnInside(text, blocks, before)
    from = Math.max(parse.parsedPos, from + tree.length)
  }
  return closeGaps(text, blocks, 0, text.length)
}

/** Between two blocks, what begins at column 0 is the same whatever stood before it, but for a quote. */
function isPieceEnd(text: string, at: number, length: number, { least, most }: PieceSize): boolean {
  return length >= most || (length >= least && /[^\s>]/.test(text.charAt(at)))
}

/** A piece that ends inside of an item or footnote is gone on with by what is indented as far. */
function goOnInside(text: string, blocks: Block[], before: number): void {
  const holder = blocks[before - 1]
  if (!holder) return
  const least = contentColumn(text, holder)
  let end = before
  while (end < blocks.length && indentationOf(text, blocks[end]!) >= least) end++
  if (end === before) return
  const inside = blocks.splice(before, end - before)
  holder.end = inside.at(-1)!.end
  holder.children = closeGaps(text, [...holder.children, ...inside], holder.start, holder.end)
}

const MARKER = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t\r\n]|$)/
const FOOTNOTE = /^\[\^[^\][\s]{1,999}\]:/

/** The column from which on lines belong to a block that began before them. */
function contentColumn(text: string, { kind, start }: Block): number {
  const line = text.slice(start, start + 1_100)
  if (kind === 'text' && FOOTNOTE.test(line)) return 4
  const marker = kind === 'item' ? MARKER.exec(line)?.[0] : undefined
  if (marker === undefined) return Number.POSITIVE_INFINITY
  const at = start + marker.length
  const column = columnOf(text, at)
  const content = /^[ \t]*(?=[^ \t\r\n])/.exec(text.slice(at, at + 100))
  const width = content ? columnOf(text, at + content[0].length) - column : 0
  return column + (width >= 1 && width <= 4 ? width : 1)
}

/** Of code, it is part of the block. */
const indentationOf = (text: string, { start, end }: Block) => columnOf(text, skipSpace(text, start, end))

/** Of a character in its line, tabs taken as far as they go. */
function columnOf(text: string, at: number): number {
  let column = 0
  for (let i = text.lastIndexOf('\n', at - 1) + 1; i < at; i++) column += text.charAt(i) === '\t' ? 4 - (column % 4) : 1
  return column
}

function addBlocks(blocks: Block[], tree: Tree, text: string, offset: number): void {
  /** Where the children of what is open go, innermost last. */
  const open: Block[][] = [blocks]
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (LISTS.includes(name)) return true
      const level = Number(HEADING.exec(name)?.[1] ?? 0)
      const kind = level > 0 ? 'heading' : KINDS[name]
      if (!kind) return false
      const at = offset + from
      const end = offset + to
      const start = name === 'CodeBlock' ? at - indentOf(text, at) : skipSpace(text, at, end)
      const block: Block = { kind, start, end, children: [], level, title: '' }
      if (level > 0) block.title = titleOfHeading(text.slice(start, end))
      open.at(-1)?.push(block)
      if (!CONTAINERS.includes(name)) return false
      open.push(block.children)
      return true
    },
    leave: ({ name }) => {
      if (!CONTAINERS.includes(name)) return
      open.pop()
      const block = open.at(-1)?.at(-1)
      if (block) block.children = closeGaps(text, block.children, block.start, block.end)
    },
  })
}

/** Of indented code, as far as it is what makes it code. */
function indentOf(text: string, from: number): number {
  if (text.charAt(from - 1) === '\t') return 1
  let indent = 0
  while (indent < 4 && text.charAt(from - indent - 1) === ' ') indent++
  return indent
}

/** Lets the blocks cover the range but for white space between them; whatever stands between two goes to the first. */
function closeGaps(body: string, blocks: Block[], start: number, end: number): Block[] {
  return blocks.filter((block, i) => {
    if (i === 0) block.start = skipSpace(body, start, block.start)
    block.end = trimEnd(body, block.start, blocks[i + 1]?.start ?? end)
    return block.end > block.start
  })
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
