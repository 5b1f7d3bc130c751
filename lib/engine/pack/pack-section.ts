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
  /** Best first, without those dropped before. Required ones are taken whatever they cost: that they fit is checked. */
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
  /** In the order of `candidates`. */
  included: Candidate[]
  dropped: Map<Candidate, Drop>
  notes: string[]
}

/**
 * Chooses the candidates of a section: those of the highest value (`Coverage`) that fit the room. What they cost is what
 * `mergeCandidates` sends of them.
 */
export function packSection(input: PackInput): Packed {
  const { section, sentElsewhere } = input
  const candidates = input.candidates.filter((each) => each.isRequired || !sentElsewhere.has(moduleKey(each)))
  const coverage = measureCoverage(candidates, input.packing)
  const costs = new SetCosts(candidates, input.costOf)
  const modules = [...Map.groupBy(candidates.keys(), (index) => moduleKey(candidates[index]!)).values()].map((group) =>
    inReadingOrder(candidates, group),
  )
  const listed = listOptions(candidates, modules, coverage, costs)
  const choosables = modules.map((module, at) => ({
    moduleId: candidates[module[0]!]!.module.moduleId,
    dependsOn: coverage.dependsOn[module[0]!]!,
    isPresent: module.some((index) => candidates[index]!.isRequired),
    options: listed[at]!,
  }))
  const choice = chooseOptions(choosables, coverage, input.room)
  const chosen = new Set(choosables.flatMap(({ options }, group) => options[choice[group]!]!.items))
  candidates.forEach((candidate, index) => {
    if (candidate.isRequired) chosen.add(index)
  })
  const tokens = choosables.reduce((total, { options }, group) => total + Math.max(0, options[choice[group]!]!.cost), 0)
  const offer = new Offer({ candidates, coverage, costs, modules, chosen, left: input.room - tokens })
  offer.settle()
  const dropped = explainDrops(input, offer)
  return {
    included: candidates.filter((candidate) => !dropped.has(candidate)),
    dropped,
    notes: candidates.length > 0 ? [`${section}: ${chosen.size} of ${candidates.length} offered`] : [],
  }
}
