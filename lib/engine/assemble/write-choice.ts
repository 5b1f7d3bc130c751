import { type CountedContext, countContext } from '../format/count-context'
import { type Costs, estimateCosts } from '../format/estimate-costs'
import { isExample, renderContext } from '../format/render-context'
import { rendererFor } from '../format/renderers'
import type { RenderedContext } from '../format/span-writer'
import { sayingTurns } from '../history/exchanges'
import type { ComposeRequest } from '../vocabulary/composition'
import type { ContextItem } from '../vocabulary/plan'
import type { Tokenizer } from '../vocabulary/ports'
import { buildPlan, type Choice } from './build-plan'

export type WrittenContext = { rendered: RenderedContext; counted: CountedContext }

/** Writes choices for one request, and says what parts of them cost. */
export type ChoiceWriter = {
  costs: Costs
  /** Whether the family wants the instructions repeated at the end. */
  isSandwich: boolean
  write: (choice: Choice, isRepeatingStanding: boolean) => WrittenContext
}

export function createWriter(request: ComposeRequest, tokenizer: Tokenizer): ChoiceWriter {
  const { model, query, layout, policy, counting } = request
  const turns = sayingTurns(request.turns)
  const { placement, metadata = 'full' } = policy.settings.format
  const known = rendererFor(model.family, policy.settings.format)
  const renderer = { ...known, messageTokens: counting?.messageTokens ?? known.messageTokens }
  return {
    costs: estimateCosts(renderer, layout, tokenizer, metadata),
    isSandwich: renderer.isSandwich,
    write(choice, isRepeatingStanding) {
      const isApart = (item: ContextItem) => renderer.hasExamples && isExample(item)
      const plan = buildPlan(choice, { query, turns, placement, metadata, isRepeatingStanding, isApart })
      const rendered = renderContext(plan, renderer, layout)
      return { rendered, counted: countContext(rendered, renderer, tokenizer) }
    },
  }
}
