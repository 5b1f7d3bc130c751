import type { Costs } from '../format/estimate-costs'
import type { StatedFate, TurnFate } from '../history/history-input'
import { type SelectedHistory, selectHistory } from '../history/select-history'
import type { Drop } from '../pack/explain-drops'
import { mergeCandidates, moduleKey } from '../pack/merge-candidates'
import { packSection } from '../pack/pack-section'
import { type FactFate, selectDynamicFacts } from '../profile/select-facts'
import type { PreparedContext } from '../vocabulary/composition'
import type { Candidate, ProfileFact } from '../vocabulary/types'
import type { SectionBudget } from './allocate-sections'
import type { Choice } from './build-plan'
import { factsInput, historyInput } from './step-inputs'

type ChosenContent = {
  choice: Choice
  dropped: Map<Candidate, Drop>
  fates: TurnFate[]
  statedFates: StatedFate[]
  factFates: FactFate[]
  notes: string[]
}

/** Fills each section up to its allocation. */
export function chooseContent(prepared: PreparedContext, budget: SectionBudget, costs: Costs): ChosenContent {
  const { allocated, mandatory, mandatoryTokens } = budget
  const offered = prepared.candidates.filter((candidate) => !candidate.isDropped)
  const pack = (section: Candidate['section'], sentElsewhere: ReadonlySet<string>) => {
    const room = allocated[section] - mandatoryTokens[section]
    const isBlockPaid = mandatory[section].length > 0 && section === 'knowledge'
    return packSection({
      section,
      candidates: offered.filter((candidate) => candidate.section === section),
      room: Math.max(0, isBlockPaid ? room : room - costs.blockOf[section]),
      costOf: costs.item,
      packing: prepared.request.policy.settings.budget.packing ?? 'most',
      sentElsewhere,
    })
  }
  const instructions = pack('instructions', new Set())
  const knowledge = pack('knowledge', new Set(instructions.included.map(moduleKey)))
  const facts = selectDynamicFacts({
    ...factsInput(prepared, allocated.profile - mandatoryTokens.profile, costs),
    analysis: prepared.analysis,
  })
  const included = { instructions: instructions.included, knowledge: knowledge.included }
  const history = selectHistory({
    ...historyInput(prepared, allocated.history, costs),
    ...historyRoom(prepared, budget, usedByOthers(included, facts.facts, budget, costs)),
  })
  return {
    choice: {
      instructions: instructions.included,
      knowledge: knowledge.included,
      staticFacts: mandatory.staticFacts,
      dynamicFacts: facts.facts,
      recentTurns: history.recentTurns,
      olderTurns: history.olderTurns,
      summaries: history.summaries,
      stated: history.stated,
    },
    dropped: new Map([...instructions.dropped, ...knowledge.dropped]),
    notes: [...instructions.notes, ...knowledge.notes, ...facts.notes, ...noteHistory(history)],
    fates: history.fates,
    statedFates: history.statedFates,
    factFates: [...budget.factFates, ...facts.fates],
  }
}

/** Tokens that the other sections take with what was chosen for them. */
function usedByOthers(
  included: Record<Candidate['section'], Candidate[]>,
  facts: ProfileFact[],
  { mandatory, mandatoryTokens }: SectionBudget,
  costs: Costs,
): number {
  const sections = (['instructions', 'knowledge'] as const).map((section) => {
    const items = mergeCandidates(included[section].filter(({ isRequired }) => !isRequired))
    const isBlockPaid = items.length === 0 || (section === 'knowledge' && mandatory.knowledge.length > 0)
    return items.reduce((sum, item) => sum + costs.item(item), isBlockPaid ? 0 : costs.blockOf[section])
  })
  const told = facts.reduce((sum, fact) => sum + costs.fact(fact), facts.length > 0 ? costs.blockOf.profile : 0)
  const { instructions, profile, knowledge, query } = mandatoryTokens
  return [...sections, told, instructions, profile, knowledge, query].reduce((sum, tokens) => sum + tokens, 0)
}

/** What the others leave in the end goes to turns, as far as the policy lets history grow. */
function historyRoom({ request }: PreparedContext, { window, allocated }: SectionBudget, used: number) {
  const { grow, max = Number.POSITIVE_INFINITY } = request.policy.settings.budget.sections.history
  const free = grow > 0 ? window.available - used : 0
  const { summariesFrom } = request.policy.settings.history
  return {
    available: Math.max(allocated.history, Math.min(free, max)),
    availableVerbatim: Math.floor(summariesFrom * request.model.contextWindow) - used,
  }
}

function noteHistory({ fates, summaries, stated }: SelectedHistory): string[] {
  if (fates.length === 0) return []
  const sent = fates.filter(({ isSent }) => isSent).length
  const told = summaries.length > 0 ? `, ${summaries.length} summaries` : ''
  const facts = stated.length > 0 ? `, ${stated.length} facts of others` : ''
  return [`${sent} of ${fates.length} earlier messages${told}${facts}`]
}
