import type { PreparedContext } from '../composition'
import type { Costs } from '../format/estimate-costs'
import { selectHistory } from '../history/select-history'
import type { Drop } from '../pack/explain-drops'
import { moduleKey } from '../pack/merge-candidates'
import { packSection } from '../pack/pack-section'
import { selectDynamicFacts } from '../profile/select-facts'
import type { Candidate } from '../types'
import type { SectionBudget } from './allocate-sections'
import type { Choice } from './build-plan'
import { factsInput, historyInput } from './step-inputs'

type ChosenContent = { choice: Choice; dropped: Map<Candidate, Drop>; notes: string[]; warnings: string[] }

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
      sentElsewhere,
    })
  }
  const instructions = pack('instructions', new Set())
  const knowledge = pack('knowledge', new Set(instructions.included.map(moduleKey)))
  const facts = selectDynamicFacts({
    ...factsInput(prepared, allocated.profile - mandatoryTokens.profile, costs),
    analysis: prepared.analysis,
  })
  const history = selectHistory(historyInput(prepared, allocated.history, costs))
  return {
    choice: {
      instructions: instructions.included,
      knowledge: knowledge.included,
      staticFacts: mandatory.staticFacts,
      dynamicFacts: facts.facts,
      recentTurns: history.recentTurns,
      olderTurns: history.olderTurns,
      summaries: history.summaries,
    },
    dropped: new Map([...instructions.dropped, ...knowledge.dropped]),
    notes: [...instructions.notes, ...knowledge.notes, ...facts.notes, ...history.notes],
    warnings: history.notes,
  }
}
