import type { Block } from './block'
import { type Frame, frameOf } from './frame'
import { htmlRowStarts, isHtmlTable } from './html-tables'
import { MARKERS_REACH } from './markers'
import { sentenceStarts } from './sentences'
import type { TokenRuler } from './token-ruler'

/** What chunks are made of: a span that is not cut further. */
export type Unit = {
  kind: Block['kind']
  start: number
  end: number
  /** How much speaks against a cut behind it: 0 between blocks, more the closer the two belong together. */
  resistance: number
  /** What a chunk that begins with it repeats of the block it continues. */
  head?: Frame['head']
  /** What a chunk that ends with it needs to end the block that goes on behind it. */
  foot?: Frame['foot']
}

type Range = { start: number; end: number }

const RESISTANCE = { blocks: 0, lines: 0.5, sentences: 1, rows: 1.5, words: 2, innerRows: 2.5, heading: 100 }

/** Longer text (UTF-16 units) is cut by lines and words only: finding sentences in it would take too long. */
const MAX_SENTENCE_TEXT = 200_000
/** Two texts can have more tokens together than each for itself. */
const SEAM_TOKENS = 2
/** A UTF-16 unit has at most three bytes of UTF-8 and a token at least one; the most cautious estimate is 1.6 of that. */
const MAX_TOKENS_PER_UNIT = 5
/** The longest token of o200k_base has 128 bytes, so with that many units a token nothing fits. */
const MAX_UNITS_PER_TOKEN = 128
/** Tokens that measuring can be off by: this close to a limit they are counted. */
const MEASURE_SLACK = 8

/**
 * Cuts a block into units of at most `maxTokens`: paragraphs between sentences; anything else not at all when it fits,
 * else at the blocks inside it, else by lines (code, tables); at last by words, and anywhere but inside a surrogate pair.
 */
export function splitBlock(body: string, block: Block, maxTokens: number, ruler: TokenRuler): Unit[] {
  const units = splitWithin(body, block, maxTokens, ruler)
  const last = units.at(-1)
  if (last) {
    const isLeadIn = body.charAt(last.end - 1) === ':'
    const own = block.kind === 'heading' ? RESISTANCE.heading : isLeadIn ? RESISTANCE.sentences : RESISTANCE.blocks
    last.resistance = block.kind === 'item' ? Math.max(own, RESISTANCE.lines) : own
  }
  return units
}

function splitWithin(body: string, block: Block, maxTokens: number, ruler: TokenRuler): Unit[] {
  const { kind, children } = block
  const isParagraph = kind === 'text' && children.length === 0
  const range = { start: block.start, end: block.end }
  if (!isParagraph && fits(range, maxTokens, ruler)) return [{ kind, ...range, resistance: RESISTANCE.blocks }]
  if (children.length > 0) {
    // The outer ones take what stands around the children along: markers of the list item or quote.
    return children.flatMap((child, i) => {
      const start = i === 0 ? block.start : child.start
      const end = i === children.length - 1 ? block.end : child.end
      return splitBlock(body, { ...child, start, end }, maxTokens, ruler)
    })
  }
  const frame = frameOf(body, block, maxTokens, ruler)
  const units = splitParts(body, block, frame ? roomWithin(frame, maxTokens) : maxTokens, frame, ruler)
  if (!frame) return units
  return units.map((unit, at) => ({
    ...unit,
    ...(at > 0 && !(frame.isWithinLines && beginsLine(body, unit.start)) ? { head: frame.head } : {}),
    ...(at < units.length - 1 ? { foot: frame.foot } : {}),
  }))
}

const beginsLine = (body: string, at: number) => at === 0 || body.charAt(at - 1) === '\n'

function roomWithin({ head, foot }: Frame, maxTokens: number): number {
  return maxTokens - head.tokens - foot.tokens - SEAM_TOKENS
}

function splitParts(
  body: string,
  block: Block,
  maxTokens: number,
  frame: Frame | undefined,
  ruler: TokenRuler,
): Unit[] {
  const { kind } = block
  const isRows = kind === 'code' || kind === 'table'
  const found = isHtmlTable(body, block) ? htmlRows(body, block) : (isRows ? lines : sentences)(body, block)
  const margin = isRows ? marginOf(body, found) : 0
  const parts = frame ? joinEnds(found, frame, (part) => fits(part, maxTokens, ruler)) : found
  return parts.flatMap((part, i) => {
    const isLine = body.slice(part.end, parts[i + 1]?.start ?? part.end).includes('\n')
    const between = isLine ? RESISTANCE.lines : RESISTANCE.sentences
    const resistance = isRows ? resistanceOfRows(body, part, parts[i + 1], margin) : between
    if (fits(part, maxTokens, ruler)) return [{ kind, ...part, resistance }]
    const pieces = indented(body, part, words(body, part, maxTokens)).flatMap((word) =>
      fits(word, maxTokens, ruler) ? [word] : windows(body, word, maxTokens),
    )
    return pieces.map((piece, at) => {
      return { kind, ...piece, resistance: at === pieces.length - 1 ? resistance : RESISTANCE.words }
    })
  })
}

/** Rows with what is repeated of their block in one part with the first, and what closes it in one with the last. */
function joinEnds(rows: Range[], { headParts, foot }: Frame, fits: (range: Range) => boolean): Range[] {
  const parts = [...rows]
  const join = (at: number, count: number) => {
    const joined = { start: parts[at]!.start, end: parts[at + count - 1]!.end }
    if (fits(joined)) parts.splice(at, count, joined)
  }
  if (foot.text !== '' && parts.length > headParts + 2) join(parts.length - 2, 2)
  if (headParts > 0 && parts.length > headParts) join(0, headParts + 1)
  return parts
}

/**
 * What begins at the left behind an empty line is a part of its own; what closes a part, or is indented, goes on.
 *
 * @param margin how far all of the rows are indented
 */
function resistanceOfRows(body: string, row: Range, next: Range | undefined, margin: number): number {
  if (!next) return RESISTANCE.rows
  const isAfterBlank = /\n[^\S\n]*\n/.test(body.slice(row.end, next.start))
  const text = withoutQuotes(body, next)
  const isInner = indentationOf(text) > margin || /^\s*[)\]}]/.test(text)
  if (isAfterBlank) return isInner ? RESISTANCE.sentences : RESISTANCE.blocks
  return isInner ? RESISTANCE.innerRows : RESISTANCE.rows
}

/** How far the row is indented that is indented least; the first may begin behind the marker of a list item. */
function marginOf(body: string, rows: Range[]): number {
  let least = Number.POSITIVE_INFINITY
  for (const row of rows) {
    if (beginsLine(body, row.start)) least = Math.min(least, indentationOf(withoutQuotes(body, row)))
  }
  return least === Number.POSITIVE_INFINITY ? 0 : least
}

const withoutQuotes = (body: string, { start, end }: Range) =>
  body.slice(start, Math.min(end, start + MARKERS_REACH)).replace(/^(?: {0,3}>)+ ?/, '')

const indentationOf = (text: string) => text.length - text.trimStart().length

function fits({ start, end }: Range, maxTokens: number, ruler: TokenRuler): boolean {
  if (ruler.clean.lengthOf(start, end) > maxTokens * MAX_UNITS_PER_TOKEN) return false
  const measured = ruler.measure(start, end)
  if (measured > maxTokens + MEASURE_SLACK) return false
  return measured < maxTokens - MEASURE_SLACK || ruler.count(start, end) <= maxTokens
}

function sentences(body: string, range: Range): Range[] {
  if (range.end - range.start > MAX_SENTENCE_TEXT) return lines(body, range)
  const starts = sentenceStarts(body.slice(range.start, range.end))
  return trimmed(
    body,
    range,
    starts.map((start) => range.start + start),
  )
}

function lines(body: string, range: Range): Range[] {
  const starts = [range.start]
  for (let at = body.indexOf('\n', range.start); at >= 0 && at + 1 < range.end; at = body.indexOf('\n', at + 1)) {
    starts.push(at + 1)
  }
  return indented(body, range, trimmed(body, range, starts))
}

function htmlRows(body: string, range: Range): Range[] {
  return indented(body, range, trimmed(body, range, htmlRowStarts(body, range)))
}

/** What code is indented by belongs to it. */
function indented(body: string, { start: from }: Range, parts: Range[]): Range[] {
  return parts.map(({ start, end }) => ({ start: lineStart(body, start, from), end }))
}

function lineStart(body: string, at: number, from: number): number {
  let start = at
  while (start > from && (body.charAt(start - 1) === ' ' || body.charAt(start - 1) === '\t')) start--
  return start === from || beginsLine(body, start) ? start : at
}

/** Runs of whole words, long enough to be worth a unit and short enough to fit whatever they are. */
function words(body: string, range: Range, maxTokens: number): Range[] {
  const span = windowLength(maxTokens)
  const starts = [range.start]
  let wordStart = range.start
  for (const { index, 0: space } of body.slice(range.start, range.end).matchAll(/\s+/g)) {
    const wordEnd = range.start + index
    // A word that is longer than a window stands alone, so that nothing else is cut anywhere.
    if (wordEnd - starts.at(-1)! > span && wordStart > starts.at(-1)!) starts.push(wordStart)
    wordStart = wordEnd + space.length
    if (wordEnd - starts.at(-1)! > span) starts.push(wordStart)
  }
  if (range.end - starts.at(-1)! > span && wordStart > starts.at(-1)!) starts.push(wordStart)
  return trimmed(body, range, starts)
}

function windows(body: string, range: Range, maxTokens: number): Range[] {
  const span = windowLength(maxTokens)
  const starts = [range.start]
  for (let at = range.start + span; at < range.end; at += span) {
    const isInsidePair = /[\ud800-\udbff]/.test(body.charAt(at - 1)) && /[\udc00-\udfff]/.test(body.charAt(at))
    if (isInsidePair) at--
    starts.push(at)
  }
  return trimmed(body, range, starts)
}

function windowLength(maxTokens: number): number {
  return Math.max(2, Math.floor(maxTokens / MAX_TOKENS_PER_UNIT))
}

/** The ranges between the starts without the white space at their ends; empty ones are left out. */
function trimmed(body: string, range: Range, starts: number[]): Range[] {
  return starts.flatMap((from, i) => {
    const text = body.slice(from, starts[i + 1] ?? range.end)
    const start = from + text.length - text.trimStart().length
    const end = from + text.trimEnd().length
    return end > start ? [{ start, end }] : []
  })
}
