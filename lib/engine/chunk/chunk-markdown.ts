import { CleanBody, type NoiseKind } from '../clean/noise'
import type { Tokenizer } from '../vocabulary/ports'
import type { Chunk, SourceEdit } from '../vocabulary/types'
import type { Block } from './block'
import { type CutOptions, type CutSpan, cutSection } from './cut-section'
import { groupComponents } from './group-components'
import { groupHtmlTables } from './html-tables'
import { paragraphs } from './paragraphs'
import { parseBlocks } from './parse-blocks'
import { commonPath, toSections } from './sections'
import { splitBlock } from './split-block'
import { TokenRuler } from './token-ruler'

export type ChunkOptions = {
  /** Counts the tokens, o200k_base (`loadTokenizer('gpt')`) for chunks that are stored. */
  tokenizer: Tokenizer
  /** Hard limit of a chunk in tokens. Default 230, at least 16. */
  maxTokens?: number
  /** The most of `maxTokens` that may repeat the end of the chunk before, 0–0.5; half of it is enough. Default 0.2. */
  overlapShare?: number
  /** What the cleaner leaves in. Default: nothing. */
  keptNoise?: readonly NoiseKind[]
  /** A plain text has paragraphs and no other structure. Default false. */
  isPlain?: boolean
}

/** Changes whenever the same text is cut or cleaned in another way: what older ones cut is cut anew. */
export const CHUNKER_VERSION = 9

/** A section, or several short ones: `tokens` is measured. */
type Part = { headingPath: string[]; blocks: Block[]; tokens: number }

const DEFAULT_MAX_TOKENS = 230
const DEFAULT_OVERLAP_SHARE = 0.2
const MIN_MAX_TOKENS = 16
/** A section below this share of the limit is joined with what follows it. */
const SHORT_SECTION_SHARE = 0.25

/**
 * Cuts markdown into chunks that follow its structure: a heading begins a chunk; code, tables, list items and components
 * stay whole where the limit allows; what is longer than a chunk is cut between blocks and sentences, best where the
 * topic turns, and each chunk but the first of its section repeats the last sentences before it. Every character but
 * white space and noise is in some chunk; no chunk exceeds `maxTokens`. `text` is what stands between the offsets but for
 * its `edits`: without noise, and with the head of a table or the fence of code at the ends where one is cut, unless that
 * took more than a quarter of `maxTokens`. What a chunk repeats of the one before it has no edits.
 */
export function chunkMarkdown(body: string, options: ChunkOptions): Chunk[] {
  const { tokenizer, overlapShare = DEFAULT_OVERLAP_SHARE } = options
  const maxTokens = Math.max(MIN_MAX_TOKENS, Math.floor(options.maxTokens ?? DEFAULT_MAX_TOKENS))
  const overlapTokens = Math.floor(maxTokens * Math.min(0.5, Math.max(0, overlapShare)))
  const clean = new CleanBody(body, options.keptNoise)
  const { masked } = clean
  const ruler = new TokenRuler(clean, tokenizer)
  const blocks = options.isPlain ? paragraphs(masked) : parseMarkdown(masked, ruler, maxTokens)
  const chunks: Chunk[] = []
  for (const part of joinShort(toParts(blocks, ruler), maxTokens)) {
    for (const { start, end, tokens, head, foot } of cutPart(masked, part, { maxTokens, overlapTokens }, ruler)) {
      const edits = [...toEdit(start, head), ...clean.editsOf(start, end), ...toEdit(end, foot)]
      chunks.push({
        ordinal: chunks.length,
        headingPath: part.headingPath,
        startOffset: start,
        endOffset: end,
        text: head + clean.text(start, end) + foot,
        tokenCount: tokens,
        ...(edits.length === 0 ? {} : { edits }),
      })
    }
  }
  return chunks
}

function parseMarkdown(body: string, ruler: TokenRuler, maxTokens: number): Block[] {
  const parsed = groupHtmlTables(body, parseBlocks(body))
  return groupComponents(body, parsed, (start, end) => ruler.measure(start, end) < maxTokens)
}

function toEdit(at: number, insert: string): SourceEdit[] {
  return insert === '' ? [] : [{ start: at, end: at, insert }]
}

function toParts(blocks: Block[], ruler: TokenRuler): Part[] {
  return toSections(blocks).map(({ headingPath, blocks: own }) => {
    return { headingPath, blocks: own, tokens: ruler.measure(own[0]?.start ?? 0, own.at(-1)?.end ?? 0) }
  })
}

/** Joins a short section with the following subsections and siblings, as long as all of it fits one chunk. */
function joinShort(parts: Part[], maxTokens: number): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    const path = last ? commonPath(last.headingPath, part.headingPath) : []
    const isRelated = path.length > 0 && path.length >= part.headingPath.length - 1
    if (last && isRelated && last.tokens < maxTokens * SHORT_SECTION_SHARE && last.tokens + part.tokens < maxTokens) {
      last.headingPath = path
      for (const block of part.blocks) last.blocks.push(block)
      last.tokens += part.tokens + 1
    } else {
      joined.push({ ...part, blocks: [...part.blocks] })
    }
  }
  return joined
}

function cutPart(body: string, { blocks, tokens }: Part, options: CutOptions, ruler: TokenRuler): CutSpan[] {
  const { maxTokens } = options
  const span = { start: blocks[0]?.start ?? 0, end: blocks.at(-1)?.end ?? 0 }
  if (tokens <= maxTokens) {
    const exact = ruler.count(span.start, span.end)
    if (exact <= maxTokens) return [{ ...span, tokens: exact, head: '', foot: '' }]
  }
  const units = blocks.flatMap((block) => splitBlock(body, block, maxTokens, ruler))
  return cutSection(body, units, options, ruler)
}
