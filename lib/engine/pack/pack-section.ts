import type { Packing } from '../vocabulary/policy'
import type { Candidate } from '../vocabulary/types'
import { chooseOptions } from './choose-options'
import { measureCoverage } from './coverage'
import { type Drop, explainDrops } from './explain-drops'
import { inReadingOrder, listOptions } from './list-options'
import { moduleKey } from './merge-candidates'
import { Offer } from './offer'
import { type CostOf, SetCosts } from './set-costs'

export type PackInput = {
  section: Candidate['section']
  /**
   * Best first, without those dropped before. Required ones are taken whatever they cost: that they fit is checked. Spare ones
   * go into the room that the choice among the others leaves.
   */
  candidates: Candidate[]
  /** Tokens for what is not required. */
  room: number
  costOf: CostOf
  /** Default `most`. */
  packing?: Packing
  /** Modules that another section sends whole, as `moduleId@version`. */
  sentElsewhere: ReadonlySet<string>
}

export type Packed = {
  /** In the order of `candidates`, what was spare last. */
  included: Candidate[]
  dropped: Map<Candidate, Drop>
  notes: string[]
}

/**
 * Chooses the candidates of a section: those of the highest value (`Coverage`) that fit the room, then what is spare, in its
 * order, as far as it fits what these leave. What they cost is what `mergeCandidates` sends of them.
 */
export function packSection(input: PackInput): Packed {
  const { section, sentElsewhere, packing } = input
  const open = input.candidates.filter((each) => each.isRequired || !sentElsewhere.has(moduleKey(each)))
  const first = open.filter(({ isSpare }) => !isSpare)
  const candidates = [...first, ...open.filter(({ isSpare }) => isSpare)]
  const costs = new SetCosts(candidates, input.costOf)
  const coverage = measureCoverage(first, packing)
  const modules = groupByModule(first)
  const listed = listOptions(first, modules, coverage, costs)
  const choosables = modules.map((module, at) => ({
    moduleId: first[module[0]!]!.module.moduleId,
    dependsOn: coverage.dependsOn[module[0]!]!,
    isPresent: module.some((index) => first[index]!.isRequired),
    options: listed[at]!,
  }))
  const choice = chooseOptions(choosables, coverage, input.room)
  const chosen = new Set(choosables.flatMap(({ options }, group) => options[choice[group]!]!.items))
  first.forEach((candidate, index) => {
    if (candidate.isRequired) chosen.add(index)
  })
  const tokens = choosables.reduce((total, { options }, group) => total + Math.max(0, options[choice[group]!]!.cost), 0)
  const left = input.room - tokens
  const isAll = first.length === candidates.length
  const offer = new Offer({
    candidates,
    coverage: isAll ? coverage : measureCoverage(candidates, packing),
    costs,
    modules: isAll ? modules : groupByModule(candidates),
    chosen,
    left,
  })
  offer.settle()
  const dropped = explainDrops(input, offer)
  return {
    included: candidates.filter((candidate) => !dropped.has(candidate)),
    dropped,
    notes: candidates.length > 0 ? [`${section}: ${chosen.size} of ${candidates.length} offered`] : [],
  }
}

/** Indexes by module version, in reading order. */
function groupByModule(candidates: Candidate[]): number[][] {
  const groups = Map.groupBy(candidates.keys(), (index) => moduleKey(candidates[index]!))
  return [...groups.values()].map((group) => inReadingOrder(candidates, group))
}
