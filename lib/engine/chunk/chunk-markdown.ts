import type { Tokenizer } from '../ports'
import type { Chunk } from '../types'
import { parseBlocks } from './parse-blocks'
import { commonPath, toSections } from './sections'
import { sentenceStarts } from './sentences'
import { splitBlock, type Unit } from './split-block'

export type ChunkOptions = {
  /** Counts the tokens, o200k_base (`loadTokenizer('gpt')`) for chunks that are stored. */
  tokenizer: Tokenizer
  /** Hard limit of a chunk in tokens. Default 320, at least 16. */
  maxTokens?: number
  /** How much of `maxTokens` may repeat the end of the chunk before, 0–0.5. Default 0.12. */
  overlapShare?: number
}

type Part = { headingPath: string[]; units: Unit[]; tokens: number }

const DEFAULT_MAX_TOKENS = 320
const DEFAULT_OVERLAP_SHARE = 0.12
const MIN_MAX_TOKENS = 16
/** A section below this share of the limit is joined with what follows it. */
const SHORT_SECTION_SHARE = 0.25

/**
 * Cuts markdown into chunks that follow its structure: a heading begins a chunk, code, table rows and list items stay
 * whole where the limit allows, longer text is cut between sentences, and each chunk but the first of its section
 * repeats the last sentences before it. Every character but white space is in some chunk; no chunk exceeds `maxTokens`.
 */
export function chunkMarkdown(body: string, options: ChunkOptions): Chunk[] {
  const { tokenizer, overlapShare = DEFAULT_OVERLAP_SHARE } = options
  const maxTokens = Math.max(MIN_MAX_TOKENS, Math.floor(options.maxTokens ?? DEFAULT_MAX_TOKENS))
  const overlapTokens = Math.floor(maxTokens * Math.min(0.5, Math.max(0, overlapShare)))
  const chunks: Chunk[] = []
  for (const part of joinShort(toParts(body, maxTokens, tokenizer), maxTokens)) {
    for (const { start, end, tokens } of packUnits(body, part.units, maxTokens, overlapTokens, tokenizer)) {
      chunks.push({
        ordinal: chunks.length,
        headingPath: part.headingPath,
        startOffset: start,
        endOffset: end,
        text: body.slice(start, end),
        tokenCount: tokens,
      })
    }
  }
  return chunks
}

function toParts(body: string, maxTokens: number, tokenizer: Tokenizer): Part[] {
  return toSections(parseBlocks(body)).map(({ headingPath, blocks }) => {
    const units: Unit[] = []
    let headingTokens = 0
    for (const block of blocks) {
      // The first text has to fit into one chunk with its heading.
      const room = headingTokens < maxTokens / 2 ? maxTokens - headingTokens : maxTokens
      for (const unit of splitBlock(body, block, room, tokenizer)) units.push(unit)
      headingTokens = block.kind === 'heading' ? headingTokens + (units.at(-1)?.tokens ?? 0) + 1 : 0
    }
    return { headingPath, units, tokens: units.reduce((sum, { tokens }) => sum + tokens + 1, 0) }
  })
}

/** Joins a short section with the following subsections and siblings, as long as all of it fits one chunk. */
function joinShort(parts: Part[], maxTokens: number): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    const path = last ? commonPath(last.headingPath, part.headingPath) : []
    const isRelated = path.length > 0 && path.length >= part.headingPath.length - 1
    if (last && isRelated && last.tokens < maxTokens * SHORT_SECTION_SHARE && last.tokens + part.tokens <= maxTokens) {
      last.headingPath = path
      last.units.push(...part.units)
      last.tokens += part.tokens
    } else {
      joined.push({ ...part })
    }
  }
  return joined
}

/** Fills chunks with units, first come first served. */
function packUnits(
  body: string,
  units: Unit[],
  maxTokens: number,
  overlapTokens: number,
  tokenizer: Tokenizer,
): { start: number; end: number; tokens: number }[] {
  const ranges: { start: number; end: number; tokens: number }[] = []
  for (let first = 0; first < units.length; ) {
    const previous = ranges.at(-1)
    let start = units[first]!.start
    let sum = 0
    if (previous && overlapTokens > 0) {
      start = overlapStart(body, previous, units, first, overlapTokens, tokenizer)
      sum = tokenizer.count(body.slice(start, units[first]!.start))
    }
    let next = first
    // One more per unit for the white space between two.
    while (next < units.length && sum + units[next]!.tokens + 1 <= maxTokens) sum += units[next++]!.tokens + 1
    next = Math.max(next, first + 1)
    // The sum of the units is not always the count of the whole.
    const count = () => tokenizer.count(body.slice(start, units[next - 1]!.end))
    let tokens = count()
    for (; tokens > maxTokens; tokens = count()) {
      if (next > first + 1) next--
      else if (start < units[first]!.start) start = units[first]!.start
      else break
    }
    ranges.push({ start, end: units[next - 1]!.end, tokens })
    first = next
  }
  return ranges
}

/** Where the repeated sentences begin: text or list items of the chunk before, within the allowance and half of it. */
function overlapStart(
  body: string,
  previous: { start: number; end: number },
  units: Unit[],
  first: number,
  overlapTokens: number,
  tokenizer: Tokenizer,
): number {
  const end = units[first]!.start
  if (units[first]!.kind === 'heading') return end
  const earliest = previous.start + (previous.end - previous.start) / 2
  let from = first
  while (from > 0 && units[from]!.start > earliest && isFlowing(units[from - 1]!)) from--
  const spanStart = units[from]!.start
  let start = end
  for (const offset of sentenceStarts(body.slice(spanStart, end)).reverse()) {
    const candidate = spanStart + offset
    if (candidate < earliest || tokenizer.count(body.slice(candidate, end)) > overlapTokens) break
    start = candidate
  }
  return start
}

function isFlowing({ kind }: Unit): boolean {
  return kind === 'text' || kind === 'item'
}
