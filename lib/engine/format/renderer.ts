import type { ContextItem } from '../vocabulary/plan'
import type { TurnMarkup } from '../vocabulary/policy'
import type { ModelFamily } from '../vocabulary/types'
import type { Block } from './blocks'
import type { Edit } from './escape'
import type { TurnHeading } from './head-turns'

export type ItemHead = Pick<ContextItem, 'module' | 'headingPath' | 'label' | 'isSummary' | 'form'>

/** How much markup there is to be. */
export type Markup = {
  /** `least`: a label alone delimits an item, and headings that a passage begins with are not said above it. */
  items: 'least' | 'full'
  turns: TurnMarkup
}

/**
 * How one model family marks up a context. Openings end with a line break, closings are empty or begin with one, and
 * blank lines stand between parts, so content is always on lines of its own.
 */
export type Renderer = {
  family: ModelFamily
  markup: Markup
  open(block: Block): string
  close(block: Block): string
  openItem(head: ItemHead): string
  /** `text` is what was written since the opening, escaped. */
  closeItem(head: ItemHead, text: string): string
  openTurn(heading: TurnHeading): string
  closeTurn(role: 'user' | 'assistant', text: string): string
  /** Around what the person stated earlier, one a line. */
  openStated(): string
  closeStated(): string
  openSummary(): string
  closeSummary(text: string): string
  /** Says that messages are missing: how many, and of which day the next one is, where turns have the full markup. */
  gap(count: number, day?: string): string
  /** What must change in content so that it can neither open nor close a block, an item, a turn or a message. */
  findHazards(text: string): Edit[]
  /** Knowledge of modules tagged `example` stands in a block of its own. */
  hasExamples: boolean
  /** The instructions are said again after the query. */
  isSandwich: boolean
  /** Tokens that a message costs beside its content, and the start of the answer; upper bounds. */
  messageTokens: number
  replyTokens: number
}
