import { type BlockContext, parser as commonMark, type Line, type MarkdownConfig, Table } from '@lezer/markdown'
import { findMarkedEnd, opensMarked } from './marked-text'

/** Quotes, list items and footnotes in each other; what is deeper is text. */
const MAX_DEPTH = 60
/** The longest line that makes a table (UTF-16 units): each of its cells would be a node. */
const MAX_TABLE_LINE = 20_000

/** Only the structure of blocks is of interest here; inline constructs are not linear on runs of `[` or `*`. */
const INLINE = ['Escape', 'Entity', 'InlineCode', 'HTMLTag', 'Emphasis', 'HardBreak', 'Link', 'Image', 'LinkEnd']

const DEFINITION = /^\[[^\][]{1,999}\]:[ \t]*[^ \t\r]/
const FOOTNOTE = /^\[\^[^\][\s]{1,999}\]:[ \t]*/

/** Far enough to be code, but for what a paragraph goes on with. */
const isIndented = (line: Line) => line.indent >= line.baseIndent + 4

function addLine(cx: BlockContext, line: Line, type: string): boolean {
  cx.addElement(cx.elt(type, cx.lineStart + line.pos, cx.lineStart + line.text.length))
  cx.nextLine()
  return true
}

const depthLimit: MarkdownConfig = {
  parseBlock: [
    {
      name: 'DepthLimit',
      before: 'LinkReference',
      parse: (cx, line) => cx.depth > MAX_DEPTH && addLine(cx, line, 'Paragraph'),
    },
  ],
}

/** A definition of a link is one line: the library's own reads one that has no end again with each line. */
const definitions: MarkdownConfig = {
  parseBlock: [
    {
      name: 'Definition',
      before: 'IndentedCode',
      parse: (cx, line) =>
        !isIndented(line) &&
        DEFINITION.test(line.text.slice(line.pos, line.pos + 1_100)) &&
        addLine(cx, line, 'LinkReference'),
    },
  ],
}

/** `[^1]: text`, and what is indented below it. */
const footnotes: MarkdownConfig = {
  defineNodes: [
    {
      name: 'Footnote',
      block: true,
      composite: (_, line, indent) => {
        if (line.pos === line.text.length) return true
        if (line.indent < indent + 4) return false
        line.moveBaseColumn(indent + 4)
        return true
      },
    },
  ],
  parseBlock: [
    {
      name: 'Footnote',
      before: 'Definition',
      parse: (cx, line) => {
        if (isIndented(line)) return false
        const mark = FOOTNOTE.exec(line.text.slice(line.pos, line.pos + 1_100))?.[0]
        if (mark === undefined) return false
        cx.startComposite('Footnote', line.pos, line.baseIndent)
        line.moveBase(line.pos + mark.length)
        return null
      },
      endLeaf: (_, line) => FOOTNOTE.test(line.text.slice(line.pos, line.pos + 1_100)),
    },
  ],
}

const tables: MarkdownConfig = {
  ...Table,
  parseBlock: Table.parseBlock!.map((spec) => ({
    ...spec,
    leaf: (cx, leaf) => (leaf.content.length > MAX_TABLE_LINE ? null : spec.leaf!(cx, leaf)),
    endLeaf: (cx, line, leaf) => line.text.length <= MAX_TABLE_LINE && spec.endLeaf!(cx, line, leaf),
  })),
}

/** Formulas and comments of some editors are text, whatever stands in them. */
function markedText(body: string): MarkdownConfig {
  const searched = {}
  const closeOf = (cx: BlockContext, line: Line) => findMarkedEnd(body, cx.lineStart, line.text, searched)
  return {
    parseBlock: [
      {
        name: 'MarkedText',
        before: 'IndentedCode',
        parse: (cx, line) => {
          const close = isIndented(line) ? undefined : closeOf(cx, line)
          if (close === undefined) return false
          const start = cx.lineStart + line.pos
          while (cx.lineStart + line.text.length <= close && cx.nextLine());
          cx.addElement(cx.elt('Paragraph', start, cx.lineStart + line.text.length))
          cx.nextLine()
          return true
        },
        endLeaf: (cx, line) => closeOf(cx, line) !== undefined,
      },
    ],
  }
}

const blockParser = commonMark.configure([
  tables,
  definitions,
  footnotes,
  depthLimit,
  { remove: [...INLINE, 'LinkReference'] },
])

/** The parser for a body, blocks alone: GitHub's Markdown, and formulas. Takes time in proportion to the body's length. */
export function blockParserOf(body: string): typeof blockParser {
  return opensMarked(body) ? blockParser.configure(markedText(body)) : blockParser
}
