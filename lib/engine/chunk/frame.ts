import type { Block } from './block'
import { htmlHead, htmlRowStarts, isHtmlTable, withoutStyle } from './html-tables'
import { lineAt } from './markers'
import type { TokenRuler } from './token-ruler'

type Insert = { text: string; tokens: number }

/**
 * What makes a piece of a block that is cut read as what it is: `head` stands before each piece but the first, `foot`
 * behind each but the last. `headParts`: how many lines or rows of the block are repeated.
 */
export type Frame = {
  head: Insert
  foot: Insert
  headParts: number
  /** Only a piece that begins within a line has the head. */
  isWithinLines?: boolean
}

/** A head and foot that take more of a chunk than this are not repeated. */
const MAX_FRAME_SHARE = 0.25
const FENCE = /^(`{3,}|~{3,})([^\r\n]*)/
const DELIMITERS = /^[-:| \t>\r]+$/

/**
 * What is repeated of fenced code (its opening fence with what it says, and a fence that closes it), of indented code
 * that is cut within a line (its indentation) and of a table (its header; in markdown with the row below it, in HTML with
 * the tag that closes it), inside the quotes and lists that they stand in.
 *
 * @returns undefined where there is nothing to repeat, and where that would take more than a quarter of `maxTokens`; of a
 *   long info string the fence alone is repeated, of a long head in HTML what it says
 */
export function frameOf(body: string, block: Block, maxTokens: number, ruler: TokenRuler): Frame | undefined {
  if (block.kind !== 'code' && block.kind !== 'table') return undefined
  const { start, containers, text } = lineAt(body, block.start, block.end)
  const margin = containers.replace(/[^>\s]/g, ' ')
  const toInsert = (text: string): Insert => ({ text, tokens: ruler.countText(text) })
  const candidates =
    block.kind === 'code'
      ? fencesOf(text)
      : isHtmlTable(body, block)
        ? htmlTableHead(body, { start, end: block.end }, ruler)
        : tableHead(body, start, block, ruler)
  for (const { head, foot, headParts } of candidates) {
    const frame = { head: toInsert(`${margin}${head}\n`), foot: toInsert(foot && `\n${margin}${foot}`), headParts }
    if (frame.head.tokens + frame.foot.tokens <= maxTokens * MAX_FRAME_SHARE) return frame
  }
  if (block.kind === 'table' || candidates.length > 0) return undefined
  const indentation = toInsert(margin)
  if (margin === '' || indentation.tokens > maxTokens * MAX_FRAME_SHARE) return undefined
  return { head: indentation, foot: toInsert(''), headParts: 0, isWithinLines: true }
}

type Parts = { head: string; foot: string; headParts: number }

function fencesOf(line: string): Parts[] {
  const [opening, marker] = FENCE.exec(line) ?? []
  if (opening === undefined || marker === undefined) return []
  return [opening.trimEnd(), marker].map((head) => ({ head, foot: marker, headParts: 1 }))
}

function tableHead(body: string, start: number, { end }: Block, { clean }: TokenRuler): Parts[] {
  const first = body.indexOf('\n', start)
  const second = body.indexOf('\n', first + 1)
  if (first < 0 || second < 0 || second >= end || !DELIMITERS.test(body.slice(first + 1, second))) return []
  return [{ head: clean.text(start, second).trimEnd(), foot: '', headParts: 2 }]
}

function htmlTableHead(body: string, table: Pick<Block, 'start' | 'end'>, { clean }: TokenRuler): Parts[] {
  const range = htmlHead(body, table)
  if (!range) return []
  const head = clean.text(range.start, range.end).trimEnd()
  const headParts = htmlRowStarts(body, table).filter((start) => start < range.end).length
  return [head, withoutStyle(head)].map((text) => ({ head: text, foot: '</table>', headParts }))
}
