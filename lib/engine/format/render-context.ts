import type { ContextItem, ContextPlan } from '../vocabulary/plan'
import type { Layout } from '../vocabulary/types'
import { BLOCKS, PREAMBLE } from './blocks'
import { Page } from './page'
import type { Renderer } from './renderer'
import type { RenderedContext } from './span-writer'

const EXAMPLE_TAG = 'example'

/**
 * Writes the plan down for a model family.
 *
 * `chat`: the system message is the stable prefix (instructions, always-on modules, static profile), then the recent
 * turns, then a user message with everything that depends on the query. Rule-activated instructions stand in that last
 * message: in the prefix they would invalidate the provider's cache from query to query.
 * `single`: the same blocks in one user message.
 */
export function renderContext(plan: ContextPlan, renderer: Renderer, layout: Layout): RenderedContext {
  const page = new Page(renderer)
  page.startMessage(layout === 'chat' ? 'system' : 'user')
  page.block(BLOCKS.instructions, [() => page.format(PREAMBLE), ...page.itemParts(plan.standing)])
  page.block(BLOCKS.profile, page.factParts(plan.staticFacts))
  page.endPrefix({ isBreakpoint: layout === 'chat' })

  if (layout === 'chat') {
    for (const turn of plan.recentTurns) page.message(turn)
    page.continueMessage('user')
  }

  const examples = renderer.hasExamples ? plan.knowledge.filter(isExample) : []
  const knowledge = plan.knowledge.filter((item) => !examples.includes(item))
  page.block(BLOCKS.requestInstructions, page.itemParts(plan.conditional))
  page.block(BLOCKS.relevantFacts, page.factParts(plan.dynamicFacts))
  page.block(BLOCKS.knowledge, page.itemParts(knowledge))
  page.block(BLOCKS.examples, page.itemParts(examples))
  page.block(BLOCKS.history, [
    ...plan.history.map((entry) => () => page.historyEntry(entry)),
    ...(layout === 'chat' ? [] : plan.recentTurns.map((turn) => () => page.turn(turn))),
  ])
  page.block(BLOCKS.query, [() => page.content(plan.query, 'query')])
  if (renderer.isSandwich) {
    const again = plan.isRepeatingStanding ? plan.standing : []
    page.block(BLOCKS.reminder, [() => page.format(PREAMBLE), ...page.itemParts(again)])
  }
  return page.finish()
}

/** Whether families with a block for examples show it there. */
export function isExample(item: ContextItem): boolean {
  return item.module.tags.includes(EXAMPLE_TAG)
}
