import { BudgetExceededError } from '../vocabulary/errors'
import { mapSections } from '../vocabulary/map-sections'
import type { Allocation } from '../vocabulary/policy'
import { SECTION_NAMES, type SectionName } from '../vocabulary/types'

/** Tokens a section needs: `mandatory` cannot be left out, `wanted` is everything it could use (≥ `mandatory`). */
export type Demand = { mandatory: number; wanted: number }

type AllocationInput = {
  sections: Record<SectionName, Allocation>
  /** Adapted shares of the window, 0–1. */
  shares: Record<SectionName, number>
  contextWindow: number
  /** Tokens the input may use: the window without response reserve and safety margin. */
  available: number
  demands: Record<SectionName, Demand>
}

/** Who is refused first when the mandatory parts do not fit together. */
const MANDATORY_ORDER: SectionName[] = ['instructions', 'profile', 'query', 'knowledge', 'history']

/**
 * Tokens granted to each section; they never add up to more than `available`.
 *
 * Each section starts at its share, clamped to `min`–`max` and raised to what is mandatory. When that is too much, the
 * part above the floors shrinks in proportion. Then what sections leave unused flows to those that want more, by their
 * `grow` weights.
 * @throws BudgetExceededError when a section's mandatory content does not fit.
 */
export function allocateBudget(input: AllocationInput): Record<SectionName, number> {
  checkMandatory(input)
  const floors = floorsOf(input)
  return shareSurplus(input, shrinkToFit(input, floors))
}

function checkMandatory({ demands, available }: AllocationInput): void {
  let left = available
  for (const name of MANDATORY_ORDER) {
    const { mandatory } = demands[name]
    if (mandatory > left) throw new BudgetExceededError(name, mandatory, left)
    left -= mandatory
  }
}

/** What no section falls below: the mandatory part, and the policy's minimum as far as it is wanted and there is room. */
function floorsOf({ sections, demands, available }: AllocationInput): Record<SectionName, number> {
  const floors = mapSections((name) => demands[name].mandatory)
  let left = available - sum(floors)
  const byPriority = [...SECTION_NAMES].sort((a, b) => sections[b].priority - sections[a].priority)
  for (const name of byPriority) {
    const least = Math.min(sections[name].min, maxOf(sections, name), demands[name].wanted)
    const extra = Math.min(left, Math.max(0, least - floors[name]))
    floors[name] += extra
    left -= extra
  }
  return floors
}

function shrinkToFit(input: AllocationInput, floors: Record<SectionName, number>): Record<SectionName, number> {
  const above = mapSections((name) => {
    const target = Math.min(Math.floor(input.shares[name] * input.contextWindow), maxOf(input.sections, name))
    return Math.max(0, target - floors[name])
  })
  const room = input.available - sum(floors)
  const scale = Math.min(1, room / Math.max(1, sum(above)))
  return mapSections((name) => floors[name] + Math.floor(above[name] * scale))
}

function shareSurplus(input: AllocationInput, granted: Record<SectionName, number>): Record<SectionName, number> {
  const unused = mapSections((name) => Math.max(0, granted[name] - input.demands[name].wanted))
  const unassigned = Math.max(0, input.available - sum(granted))
  const lacking = mapSections((name) =>
    Math.max(0, Math.min(input.demands[name].wanted, maxOf(input.sections, name)) - granted[name]),
  )
  const gains = growByWeight(lacking, unassigned + sum(unused), input.sections)
  const taken = Math.max(0, sum(gains) - unassigned)
  const given = takeInProportion(unused, taken)
  return mapSections((name) => granted[name] + gains[name] - given[name])
}

/** Water-filling: a section that is satisfied leaves the division, and the rest is divided again. */
function growByWeight(
  lacking: Record<SectionName, number>,
  pool: number,
  sections: Record<SectionName, Allocation>,
): Record<SectionName, number> {
  const gains = mapSections(() => 0)
  let left = pool
  for (;;) {
    const hungry = SECTION_NAMES.filter((name) => sections[name].grow > 0 && gains[name] < lacking[name])
    const weights = hungry.reduce((total, name) => total + sections[name].grow, 0)
    const round = left
    for (const name of hungry) {
      const gain = Math.min(lacking[name] - gains[name], Math.floor((round * sections[name].grow) / weights))
      gains[name] += gain
      left -= gain
    }
    if (left === round) return gains
  }
}

function takeInProportion(unused: Record<SectionName, number>, taken: number): Record<SectionName, number> {
  const total = sum(unused)
  let left = taken
  return mapSections((name) => {
    const part = total > 0 ? Math.min(left, unused[name], Math.ceil((unused[name] * taken) / total)) : 0
    left -= part
    return part
  })
}

function maxOf(sections: AllocationInput['sections'], name: SectionName): number {
  return sections[name].max ?? Number.POSITIVE_INFINITY
}

function sum(tokens: Record<SectionName, number>): number {
  return SECTION_NAMES.reduce((total, name) => total + tokens[name], 0)
}
