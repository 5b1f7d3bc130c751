import type { Tokenizer } from '../vocabulary/ports'
import type { Block } from './block'
import { paragraphs } from './paragraphs'
import { parseBlocks } from './parse-blocks'
import { MAX_PLAIN_LENGTH, plainText } from './plain-text'
import { rankSentences } from './rank-sentences'
import { type Section, toSections } from './sections'
import { sentenceStarts } from './sentences'

/** A text that says shorter what stands in a range of a body (UTF-16): the whole, or a section with its subsections. */
export type RangeSummary = {
  /** Empty for the whole body. */
  headingPath: string[]
  startOffset: number
  endOffset: number
  sourceTokens: number
  text: string
  tokenCount: number
}

/** Shorter texts (tokens) are sent as they are: they fit a chunk. */
const MIN_SOURCE_TOKENS = 240
/** Length of a summary as share of its source, and at most (tokens). */
const LENGTH_SHARE = 0.25
const MAX_SECTION_TOKENS = 100
const MAX_MODULE_TOKENS = 160
/** Sentences that are compared with each other; of more the first ones. */
const MAX_SENTENCES = 120
/** Sentences of each section that speak for it in the summary of the whole. */
const SENTENCES_PER_SECTION = 3
/** Sentences more alike than this say the same. */
const MAX_SIMILARITY = 0.6
/** A sentence with fewer words says little by itself. */
const MIN_WORDS = 5
/** Longer paragraphs (UTF-16 units) are read up to here. */
const MAX_PARAGRAPH = 4_000

/**
 * Extractive summaries of a body and of its sections, the whole first: its most central sentences (LexRank), those that
 * repeat others left out, as plain text in their order. Only of what is longer than a chunk, and always shorter than half
 * of it, and of a plain text as a whole alone. Sections are those below the first level on which there are several; code, tables and markup take no part.
 */
export function summarizeMarkdown(body: string, tokenizer: Tokenizer, { isPlain = false } = {}): RangeSummary[] {
  const sections = groupSections(toSections(isPlain ? paragraphs(body) : parseBlocks(body)))
  const sentences = sections.map(({ blocks }) => toSentences(body, blocks))
  const ranked = sentences.map((each) => rankSentences(each))
  const speakers = sentences.flatMap((each, at) => {
    const count = sections.length === 1 ? MAX_SENTENCES : SENTENCES_PER_SECTION
    return best(ranked[at]!.ranks, count).map((sentence) => each[sentence]!)
  })
  const summarize = (headingPath: string[], start: number, end: number, from: string[], maxTokens: number) => {
    const sourceTokens = tokenizer.count(body.slice(start, end))
    if (sourceTokens < MIN_SOURCE_TOKENS) return []
    const text = select(from, Math.min(maxTokens, Math.floor(sourceTokens * LENGTH_SHARE)), tokenizer)
    if (text === '') return []
    const tokenCount = tokenizer.count(text)
    return [{ headingPath, startOffset: start, endOffset: end, sourceTokens, text, tokenCount }]
  }
  const whole = summarize([], 0, body.length, speakers.slice(0, MAX_SENTENCES), MAX_MODULE_TOKENS)
  if (sections.length < 2) return whole
  const parts = sections.flatMap(({ headingPath, blocks }, at) => {
    return summarize(headingPath, blocks[0]!.start, blocks.at(-1)!.end, sentences[at]!, MAX_SECTION_TOKENS)
  })
  return [...whole, ...parts]
}

/** Joins sections under the path they share, at the depth where there begin to be several. */
function groupSections(sections: Section[]): Section[] {
  const deepest = Math.max(0, ...sections.map(({ headingPath }) => headingPath.length))
  for (let depth = 1; depth <= deepest; depth++) {
    const groups: Section[] = []
    let key = ''
    for (const { headingPath, blocks } of sections) {
      const path = headingPath.slice(0, depth)
      if (groups.length > 0 && path.join('\n') === key) groups.at(-1)!.blocks.push(...blocks)
      else groups.push({ headingPath: path, blocks: [...blocks] })
      key = path.join('\n')
    }
    if (groups.length > 1) return groups
  }
  return sections
    .slice(0, 1)
    .map(({ headingPath }) => ({ headingPath, blocks: sections.flatMap((each) => each.blocks) }))
}

function toSentences(body: string, blocks: Block[]): string[] {
  const sentences: string[] = []
  const visit = ({ kind, start, end, children }: Block) => {
    if (sentences.length >= MAX_SENTENCES || kind === 'heading' || kind === 'code' || kind === 'table') return
    if (children.length > 0) {
      for (const child of children) visit(child)
      return
    }
    const source = body.slice(start, Math.min(end, start + MAX_PARAGRAPH))
    if (/^<|^(?:import|export)\s|:::/.test(source)) return
    // Markup can go over the end of a sentence, so it is taken off before; of a long paragraph sentence by sentence.
    const isShort = source.length <= MAX_PLAIN_LENGTH
    const text = isShort ? plainText(source) : source
    const starts = sentenceStarts(text)
    for (const [at, from] of starts.entries()) {
      const part = text.slice(from, starts[at + 1]).trim()
      const sentence = isShort ? part : plainText(part)
      if (sentences.length < MAX_SENTENCES && isTelling(sentence)) sentences.push(sentence)
    }
  }
  for (const block of blocks) visit(block)
  return sentences
}

/** Ends as a sentence does, in any script, and has words enough; scripts without spaces are judged by their length. */
function isTelling(sentence: string): boolean {
  if (!/[\p{Sentence_Terminal}][\p{Pe}\p{Pf}"'\])]*$/u.test(sentence)) return false
  return sentence.split(' ').length >= MIN_WORDS || (/[^\0-\u024f]/.test(sentence) && sentence.length >= 2 * MIN_WORDS)
}

/** Positions of the highest ranks, in order. */
function best(ranks: number[], count: number): number[] {
  return byRank(ranks)
    .slice(0, count)
    .sort((a, b) => a - b)
}

function byRank(ranks: number[]): number[] {
  return ranks.map((_, at) => at).sort((a, b) => ranks[b]! - ranks[a]! || a - b)
}

/** The most central sentences that fit, in their order. */
function select(sentences: string[], maxTokens: number, tokenizer: Tokenizer): string {
  const { ranks, similarity } = rankSentences(sentences)
  const chosen: number[] = []
  const toText = (positions: number[]) =>
    positions
      .sort((a, b) => a - b)
      .map((at) => sentences[at]!)
      .join(' ')
  for (const at of byRank(ranks)) {
    if (chosen.some((other) => similarity(at, other) > MAX_SIMILARITY)) continue
    if (tokenizer.count(toText([...chosen, at])) <= maxTokens) chosen.push(at)
  }
  return toText(chosen)
}
