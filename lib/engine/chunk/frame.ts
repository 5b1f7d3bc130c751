import type { Block } from './block'
import type { TokenRuler } from './token-ruler'

type Insert = { text: string; tokens: number }

/**
 * What makes a piece of a block that is cut read as what it is: `head` stands before each piece but the first, `foot`
 * behind each but the last. `headLines`: how many lines of the block are repeated.
 */
export type Frame = { head: Insert; foot: Insert; headLines: number }

/** A head and foot that take more of a chunk than this are not repeated. */
const MAX_FRAME_SHARE = 0.25
/** How much of a line is read for its markers (UTF-16 units). */
const MARKERS_REACH = 300

/** Quotes and list items that a line stands in or opens. */
const CONTAINERS = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t][ \t>]*)*/
const FENCE = /^(`{3,}|~{3,})([^\r\n]*)/
const DELIMITERS = /^[-:| \t>\r]+$/

/**
 * What is repeated of fenced code (its opening fence with what it says, and a fence that closes it) and of a table (its
 * header and the row below it), inside the quotes and lists that they stand in.
 *
 * @returns undefined where there is nothing to repeat, and where that would take more than a quarter of `maxTokens`; of a
 *   long info string the fence alone is repeated
 */
export function frameOf(body: string, block: Block, maxTokens: number, ruler: TokenRuler): Frame | undefined {
  if (block.kind !== 'code' && block.kind !== 'table') return undefined
  const lineStart = body.lastIndexOf('\n', block.start - 1) + 1
  const line = body.slice(lineStart, Math.min(block.end, lineStart + MARKERS_REACH))
  const containers = CONTAINERS.exec(line)?.[0] ?? ''
  const margin = containers.replace(/[^>\s]/g, ' ')
  const start = lineStart + containers.length
  const candidates =
    block.kind === 'code' ? fencesOf(line.slice(containers.length)) : tableHead(body, start, block, ruler)
  for (const { head, foot, headLines } of candidates) {
    const toInsert = (text: string): Insert => ({ text, tokens: ruler.countText(text) })
    const frame = { head: toInsert(`${margin}${head}\n`), foot: toInsert(foot && `\n${margin}${foot}`), headLines }
    if (frame.head.tokens + frame.foot.tokens <= maxTokens * MAX_FRAME_SHARE) return frame
  }
  return undefined
}

type Lines = { head: string; foot: string; headLines: number }

function fencesOf(line: string): Lines[] {
  const [opening, marker] = FENCE.exec(line) ?? []
  if (opening === undefined || marker === undefined) return []
  return [opening.trimEnd(), marker].map((head) => ({ head, foot: marker, headLines: 1 }))
}

function tableHead(body: string, start: number, { end }: Block, { clean }: TokenRuler): Lines[] {
  const first = body.indexOf('\n', start)
  const second = body.indexOf('\n', first + 1)
  if (first < 0 || second < 0 || second >= end || !DELIMITERS.test(body.slice(first + 1, second))) return []
  return [{ head: clean.text(start, second).trimEnd(), foot: '', headLines: 2 }]
}
