import type { Tokenizer } from '../ports'
import type { Block } from './block'
import { sentenceStarts } from './sentences'

/** What chunks are made of: a span that is not cut further. `tokens` counts it with the white space that follows. */
export type Unit = { kind: Block['kind']; start: number; end: number; tokens: number }

type Range = { start: number; end: number }

/** Longer text (UTF-16 units) is cut by lines and words only: finding sentences in it would take too long. */
const MAX_SENTENCE_TEXT = 200_000
/** A UTF-16 unit has at most three bytes of UTF-8 and a token at least one; the most cautious estimate is 1.6 of that. */
const MAX_TOKENS_PER_UNIT = 5

/**
 * Cuts a block into units of at most `maxTokens`: not at all when it fits, else at the blocks inside it, else by lines
 * (code, tables) or sentences, then by words, at last anywhere but inside a surrogate pair.
 */
export function splitBlock(body: string, block: Block, maxTokens: number, tokenizer: Tokenizer): Unit[] {
  const tokens = countWithin(body, block, maxTokens, tokenizer)
  if (tokens <= maxTokens) return [{ kind: block.kind, start: block.start, end: block.end, tokens }]
  if (block.children.length > 0) {
    // The outer ones take what stands around the children along: markers of the list item or quote.
    return block.children.flatMap((child, i) => {
      const start = i === 0 ? block.start : child.start
      const end = i === block.children.length - 1 ? block.end : child.end
      return splitBlock(body, { ...child, start, end }, maxTokens, tokenizer)
    })
  }
  const cuts = block.kind === 'code' || block.kind === 'table' ? [lines, words, windows] : [sentences, words, windows]
  return splitRange(body, block, cuts, maxTokens, tokenizer).map((range) => ({ kind: block.kind, ...range }))
}

type Cut = (body: string, range: Range, maxTokens: number) => Range[]

function splitRange(
  body: string,
  range: Range,
  [cut, ...finer]: Cut[],
  maxTokens: number,
  tokenizer: Tokenizer,
): (Range & { tokens: number })[] {
  const tokens = countWithin(body, range, maxTokens, tokenizer)
  if (tokens <= maxTokens || !cut) return [{ start: range.start, end: range.end, tokens }]
  return cut(body, range, maxTokens).flatMap((part) => splitRange(body, part, finer, maxTokens, tokenizer))
}

/** Tokens of the range; of one that is certainly too long, any number above `maxTokens`. */
function countWithin(body: string, { start, end }: Range, maxTokens: number, tokenizer: Tokenizer): number {
  // The longest token of o200k_base has 128 bytes, so that many units a token cannot fit.
  if (end - start > maxTokens * 128) return maxTokens + 1
  return tokenizer.count(body.slice(start, end))
}

function sentences(body: string, range: Range, maxTokens: number): Range[] {
  if (range.end - range.start > MAX_SENTENCE_TEXT) return lines(body, range, maxTokens)
  const starts = sentenceStarts(body.slice(range.start, range.end))
  return trimmed(
    body,
    range,
    starts.map((start) => range.start + start),
  )
}

function lines(body: string, range: Range, _maxTokens: number): Range[] {
  const starts = [range.start]
  for (let at = body.indexOf('\n', range.start); at >= 0 && at + 1 < range.end; at = body.indexOf('\n', at + 1)) {
    starts.push(at + 1)
  }
  return trimmed(body, range, starts)
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
