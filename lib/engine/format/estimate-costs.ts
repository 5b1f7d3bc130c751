import type { ContextItem } from '../plan'
import type { Tokenizer } from '../ports'
import type { HistorySummary, Layout, ProfileFact, SectionName, Turn } from '../types'
import { BLOCKS, type Block } from './blocks'
import { escapeParts } from './escape'
import { toFactLine } from './page'
import type { Renderer } from './renderer'

/** Tokens of parts counted by themselves: cheap to add up while choosing. The whole is counted exactly at the end. */
export type Costs = {
  /** The markup around the optional parts of a section. */
  blockOf: Record<Exclude<SectionName, 'query'>, number>
  item: (item: ContextItem) => number
  fact: (fact: ProfileFact) => number
  history: {
    recent: (turn: Turn) => number
    older: (turn: Turn) => number
    summary: (summary: HistorySummary) => number
    block: number
  }
}

/** As long as any label that is given. */
const SAMPLE_LABEL = 'k99'
const SEPARATOR = '\n\n'

export function estimateCosts(renderer: Renderer, layout: Layout, tokenizer: Tokenizer): Costs {
  const counted = new Map<string, number>()
  const count = (text: string) => {
    const known = counted.get(text)
    if (known !== undefined) return known
    const tokens = tokenizer.count(text)
    counted.set(text, tokens)
    return tokens
  }
  const escaped = (text: string) => escapeParts([text], renderer.findHazards).join('')
  const framed = (open: string, text: string, close: string) => count(open) + count(text) + count(close + SEPARATOR)
  const block = (block: Block) => count(renderer.open(block)) + count(renderer.close(block) + SEPARATOR)
  const older = (turn: Turn) => {
    const text = escaped(turn.content)
    return framed(renderer.openTurn(turn.role), text, renderer.closeTurn(turn.role, text))
  }
  const recent = (turn: Turn) => count(escaped(turn.content)) + renderer.messageTokens
  const historyBlock = block(BLOCKS.history)
  return {
    blockOf: {
      instructions: block(BLOCKS.requestInstructions),
      profile: Math.max(block(BLOCKS.profile), block(BLOCKS.relevantFacts)),
      knowledge: block(BLOCKS.knowledge) + (renderer.hasExamples ? block(BLOCKS.examples) : 0),
      history: historyBlock,
    },
    item: (item) => {
      const head = { ...item, label: SAMPLE_LABEL }
      const text = escaped(item.parts.map((part) => part.text).join(''))
      return framed(renderer.openItem(head), text, renderer.closeItem(head, text))
    },
    fact: (fact) => count(`${escaped(toFactLine(fact))}\n`),
    history: {
      recent: layout === 'chat' ? recent : older,
      older,
      summary: (summary) => {
        const text = escaped(summary.text)
        return framed(renderer.openSummary(), text, renderer.closeSummary(text))
      },
      block: historyBlock,
    },
  }
}
