import type { ContextItem, ContextPart } from '../vocabulary/plan'
import type { Metadata } from '../vocabulary/policy'
import type { Tokenizer } from '../vocabulary/ports'
import type { HistorySummary, Layout, ProfileFact, SaidOnce, SectionName, StatedFact, Turn } from '../vocabulary/types'
import { BLOCKS, type Block } from './blocks'
import { headAgain, headingsSaidOnce } from './head-turns'
import { headOf } from './name-module'
import { toFactLine, toStatedLine } from './page'
import type { Renderer } from './renderer'

/**
 * Tokens of parts counted by themselves and before escaping: cheap to add up while choosing. The whole is counted exactly
 * at the end.
 */
export type Costs = {
  /** The markup around the optional parts of a section. */
  blockOf: Record<Exclude<SectionName, 'query'>, number>
  /** `form` says whether another item of its module stands before it. */
  item: (item: ContextItem) => number
  fact: (fact: ProfileFact) => number
  history: {
    recent: (turn: Turn) => number
    older: (turn: Turn) => number
    summary: (summary: HistorySummary) => number
    stated: (fact: StatedFact) => number
    statedBlock: number
    block: number
    gap: number
    once: (turn: Turn) => readonly SaidOnce[]
  }
}

/** As long as any label that is given. */
const SAMPLE_LABEL = 'k99'
/** As long as any gap that is told. */
const SAMPLE_GAP = 9999
const SAMPLE_DAY = '2026-12-28'
const SEPARATOR = '\n\n'

export function estimateCosts(
  renderer: Renderer,
  layout: Layout,
  tokenizer: Tokenizer,
  metadata: Metadata = 'full',
): Costs {
  const items = new Map<string, number>()
  const count = rememberCounts(tokenizer)
  const countPart = ({ text, tokens }: ContextPart) =>
    tokens && tokenizer.fromO200k ? tokenizer.fromO200k(tokens) : count(text)
  const framed = (open: string, text: string, close: string) => count(open) + count(text) + count(close + SEPARATOR)
  const block = (block: Block) => count(renderer.open(block)) + count(renderer.close(block) + SEPARATOR)
  const headingOf = rememberHeadings(renderer, tokenizer, count)
  const turns = new Map<Turn, number>()
  const older = (turn: Turn) => {
    const known = turns.get(turn)
    if (known !== undefined) return known
    const { role, content } = turn
    const tokens = headingOf(turn).again + count(content) + count(renderer.closeTurn(role, content) + SEPARATOR)
    turns.set(turn, tokens)
    return tokens
  }
  const recent = (turn: Turn) => count(turn.content) + renderer.messageTokens
  const historyBlock = block(BLOCKS.history)
  return {
    blockOf: {
      instructions: block(BLOCKS.requestInstructions),
      profile: Math.max(block(BLOCKS.profile), block(BLOCKS.relevantFacts)),
      knowledge: block(BLOCKS.knowledge) + (renderer.hasExamples ? block(BLOCKS.examples) : 0),
      history: historyBlock,
    },
    item: (item) => {
      const key = itemKey(item)
      const known = items.get(key)
      if (known !== undefined) return known
      const form = metadata === 'full' ? undefined : (item.form ?? 'brief')
      const head = { ...headOf(item, renderer), label: SAMPLE_LABEL, form }
      const text = item.parts.map((part) => part.text).join('')
      const tokens = item.parts.reduce(
        (total, part) => total + countPart(part),
        framed(renderer.openItem(head), '', renderer.closeItem(head, text)),
      )
      items.set(key, tokens)
      return tokens
    },
    fact: (fact) => count(`${toFactLine(fact)}\n`),
    history: {
      recent: layout === 'chat' ? recent : older,
      older,
      summary: ({ text }) => framed(renderer.openSummary(), text, renderer.closeSummary(text)),
      stated: (fact) => count(`${toStatedLine(fact)}\n`),
      statedBlock: framed(renderer.openStated(), '', renderer.closeStated()),
      block: historyBlock,
      gap: count(renderer.gap(SAMPLE_GAP, SAMPLE_DAY) + SEPARATOR),
      once: (turn) => headingOf(turn).once,
    },
  }
}

/** `again`: where headings before it have told what it says `once`. */
type HeadingCosts = { again: number; once: SaidOnce[] }

function countHeading(turn: Turn, { openTurn, markup }: Renderer, count: (text: string) => number): HeadingCosts {
  return {
    again: count(openTurn(headAgain(turn, markup.turns))),
    once: headingsSaidOnce(turn, markup.turns).map(({ of, heading, without }) => {
      return { of, tokens: count(openTurn(heading)) - count(openTurn(without)) }
    }),
  }
}

/** Texts whose counts are remembered per tokenizer, and headings per notation; then all are forgotten. */
const MAX_REMEMBERED = 12_000
const remembered = new WeakMap<Tokenizer, Map<string, number>>()
const rememberedHeadings = new WeakMap<Tokenizer, Map<string, Map<string, HeadingCosts>>>()

/** They are the same for all turns of a speaker on a day. */
function rememberHeadings(renderer: Renderer, tokenizer: Tokenizer, count: (text: string) => number) {
  const byNotation = rememberedHeadings.get(tokenizer) ?? new Map<string, Map<string, HeadingCosts>>()
  rememberedHeadings.set(tokenizer, byNotation)
  const notation = `${renderer.family} ${renderer.markup.turns}`
  const headings = byNotation.get(notation) ?? new Map<string, HeadingCosts>()
  byNotation.set(notation, headings)
  return (turn: Turn) => {
    const key = `${turn.role}\n${turn.speaker ?? ''}\n${turn.day}`
    const known = headings.get(key)
    if (known !== undefined) return known
    const costs = countHeading(turn, renderer, count)
    if (headings.size >= MAX_REMEMBERED) headings.clear()
    headings.set(key, costs)
    return costs
  }
}

/** Assembling at another budget counts the same texts again. */
function rememberCounts(tokenizer: Tokenizer): (text: string) => number {
  const counts = remembered.get(tokenizer) ?? new Map<string, number>()
  remembered.set(tokenizer, counts)
  return (text) => {
    const known = counts.get(text)
    if (known !== undefined) return known
    const tokens = tokenizer.count(text)
    if (counts.size >= MAX_REMEMBERED) counts.clear()
    counts.set(text, tokens)
    return tokens
  }
}

/** The same range of a module version in the same resolution under the same heading is the same text. */
function itemKey({ module, headingPath, form, isSummary, parts }: ContextItem): string {
  const range = `${parts[0]?.sourceStart}-${parts.at(-1)?.sourceEnd}`
  return [module.moduleId, module.version, range, isSummary, form, ...headingPath].join('\n')
}
