import type { Block } from './block'
import { lineAt } from './markers'

/** Tags that begin and end a table, and its rows; what stands in a tag is read up to 1,000 characters. */
const TABLE_TAG = /<(\/?)table(?=[\s/>])[^<>]{0,1000}>/gi
const ROW_TAG = /<(\/?)(table|tr)(?=[\s/>])[^<>]{0,1000}>/gi
const HEAD = /<thead(?=[\s>])[^<>]{0,1000}>[\s\S]*?(?:<\/thead\s*>|(?=<tbody[\s>]))/i
const FIRST_ROW = /<tr(?=[\s>])[^<>]{0,1000}>[\s\S]*?(?:<\/tr\s*>|(?=<tr[\s>]))/i
/** How much of a table is read for its head (UTF-16 units). */
const HEAD_REACH = 8_000
const MARGIN = /^[ \t>]*$/

type Range = { start: number; end: number }

/**
 * Makes one block of an HTML table from its opening to its closing tag, of all that stands between them: for markdown, an
 * empty line ends it. A table that is not closed, or that has a heading of markdown in it, stays as it is.
 */
export function groupHtmlTables(body: string, blocks: Block[]): Block[] {
  const tables = findTables(body, blocks)
  const result: Block[] = []
  let next = 0
  for (const block of blocks) {
    let start = block.start
    for (; next < tables.length && tables[next]!.start < block.end; next++) {
      const table = tables[next]!
      pushText(body, result, block, start, table.start)
      if (table.start >= block.start) result.push({ kind: 'table', ...table, children: [], level: 0, title: '' })
      start = table.end
      if (table.end > block.end) break
    }
    if (start === block.start) {
      const children = groupHtmlTables(body, block.children)
      result.push(children.length === 0 ? block : { ...block, children })
    } else pushText(body, result, block, start, block.end)
  }
  return result
}

function pushText(body: string, blocks: Block[], of: Block, from: number, to: number): void {
  const text = body.slice(from, Math.max(from, to))
  const start = from + text.length - text.trimStart().length
  const end = from + text.trimEnd().length
  if (end > start) blocks.push({ ...of, start, end })
}

/** Tables at the beginning of a line, those in others left out. */
function findTables(body: string, blocks: Block[]): Range[] {
  const tables: Range[] = []
  let depth = 0
  let opening = 0
  for (const { kind, start, end, children } of blocks) {
    if (kind === 'heading') depth = 0
    const isHtml = kind === 'text' ? children.length === 0 : kind === 'code' && depth > 0 && isIndented(body, start)
    if (!isHtml) continue
    for (const { index, 0: tag, 1: slash } of body.slice(start, end).matchAll(TABLE_TAG)) {
      const at = start + index
      if (slash === '') {
        if (depth === 0 && lineAt(body, at, end).start !== at) continue
        // markers of the list item or quote before it stay with it
        if (depth++ === 0) opening = lineAt(body, start, end).start === at ? start : at
      } else if (depth > 0 && --depth === 0) tables.push({ start: opening, end: at + tag.length })
    }
  }
  return tables
}

const isIndented = (body: string, start: number) => !/[`~]/.test(body.charAt(start))

/** Where the rows of an HTML table begin; the first range holds what stands before them as well. */
export function htmlRowStarts(body: string, { start, end }: Range): number[] {
  const starts = [start]
  let depth = 0
  for (const { index, 1: slash, 2: tag = '' } of body.slice(start, end).matchAll(ROW_TAG)) {
    if (tag.toLowerCase() === 'table') depth += slash === '' ? 1 : -1
    else if (slash === '' && depth === 1) starts.push(rowStart(body, start + index))
  }
  // what stands before the first row is one with it
  if (starts.length > 1) starts.splice(1, 1)
  return starts
}

function rowStart(body: string, at: number): number {
  const lineStart = body.lastIndexOf('\n', at - 1) + 1
  return MARGIN.test(body.slice(lineStart, at)) ? lineStart : at
}

export function isHtmlTable(body: string, { kind, start, end }: Block): boolean {
  return kind === 'table' && /^<table[\s/>]/i.test(lineAt(body, start, end).text)
}

/** The range of an HTML table from its opening tag to the end of its head: of its first row where that has the titles. */
export function htmlHead(body: string, { start, end }: Range): Range | undefined {
  const text = body.slice(start, Math.min(end, start + HEAD_REACH))
  const head = HEAD.exec(text) ?? FIRST_ROW.exec(text)
  if (!head || count(head[0], /<th[\s>]/gi) <= count(head[0], /<td[\s>]/gi)) return undefined
  return { start, end: start + head.index + head[0].trimEnd().length }
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** Without what only changes how it looks. */
export function withoutStyle(html: string): string {
  return html
    .replace(
      /\s(?!(?:col|row)span\b)[a-z][\w:-]{0,40}\s*=\s*(?:"[^"<>]{0,500}"|'[^'<>]{0,500}'|[^\s"'<>]{1,100})/gi,
      '',
    )
    .replace(/>\s+</g, '><')
}
