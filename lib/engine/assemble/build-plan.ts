import { layOutHistory } from '../history/lay-out-history'
import { mergeCandidates } from '../pack/merge-candidates'
import { placeItems } from '../pack/place-items'
import type { ContextItem, ContextPlan } from '../vocabulary/plan'
import type { Metadata, Placement } from '../vocabulary/policy'
import type { Candidate, HistorySummary, ProfileFact, StatedFact, Turn } from '../vocabulary/types'

/** What was chosen to be sent. */
export type Choice = {
  instructions: Candidate[]
  knowledge: Candidate[]
  staticFacts: ProfileFact[]
  dynamicFacts: ProfileFact[]
  recentTurns: Turn[]
  /** The most valuable first. */
  olderTurns: Turn[]
  summaries: HistorySummary[]
  /** What turns state that are not sent, oldest first. */
  stated: StatedFact[]
}

export const emptyChoice: Choice = {
  instructions: [],
  knowledge: [],
  staticFacts: [],
  dynamicFacts: [],
  recentTurns: [],
  olderTurns: [],
  summaries: [],
  stated: [],
}

type PlanOptions = {
  query: string
  /** All of the conversation that say something, oldest first. */
  turns: readonly Turn[]
  placement: Placement
  metadata: Metadata
  isRepeatingStanding: boolean
  /** Items that stand in a block of their own after the others. */
  isApart: (item: ContextItem) => boolean
}

/** Lays a choice out: what is the same for every query apart from what is not, and a label for each knowledge item. */
export function buildPlan(
  choice: Choice,
  { query, turns, placement, metadata, isRepeatingStanding, isApart }: PlanOptions,
): ContextPlan {
  const isStanding = standingModules(choice.instructions)
  const placed = placeItems(mergeCandidates(choice.knowledge), placement)
  const { staticFacts, dynamicFacts, recentTurns } = choice
  return {
    standing: mergeCandidates(choice.instructions.filter(({ module }) => isStanding.has(module.moduleId))),
    conditional: mergeCandidates(choice.instructions.filter(({ module }) => !isStanding.has(module.moduleId))),
    knowledge: [...placed.filter((item) => !isApart(item)), ...placed.filter(isApart)].map(
      (item, index, items): ContextItem => ({
        ...item,
        ...(metadata !== 'full' ? { form: formAfter(items[index - 1], item) } : {}),
        ...(metadata === 'least' ? { headingPath: pathAfter(items[index - 1], item) } : {}),
        label: `k${index + 1}`,
      }),
    ),
    staticFacts,
    dynamicFacts,
    recentTurns,
    history: layOutHistory(turns, choice),
    query,
    isRepeatingStanding,
  }
}

function formAfter(before: ContextItem | undefined, { module }: ContextItem): ContextItem['form'] {
  const isSame = before?.module.moduleId === module.moduleId && before.module.version === module.version
  return isSame ? 'continued' : 'brief'
}

/** Without the headings that the item before it, of the same module, is under too. */
function pathAfter(before: ContextItem | undefined, item: ContextItem): string[] {
  if (formAfter(before, item) !== 'continued') return item.headingPath
  const differs = item.headingPath.findIndex((heading, at) => heading !== before?.headingPath[at])
  return differs < 0 ? [] : item.headingPath.slice(differs)
}

/** Always-on modules and all they depend on. What only a rule asked for is not among them. */
function standingModules(instructions: Candidate[]): Set<string> {
  const byId = new Map(instructions.map((candidate) => [candidate.module.moduleId, candidate]))
  const standing = new Set<string>()
  const visit = (moduleId: string) => {
    const candidate = byId.get(moduleId)
    if (!candidate || standing.has(moduleId)) return
    standing.add(moduleId)
    candidate.module.dependencies.forEach(visit)
  }
  for (const { activatedBy, module } of instructions) if (activatedBy === 'always') visit(module.moduleId)
  return standing
}
