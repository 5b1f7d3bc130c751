import type { Candidate } from '../vocabulary/types'
import { combineParts, toMet } from './combine-parts'
import type { Coverage, Met } from './coverage'
import type { SetCosts } from './set-costs'

/** One way to send a module version: the candidates at `items`, beside the required ones. */
export type Option = {
  items: number[]
  /** Tokens beyond what the required ones cost. */
  cost: number
  /** What it meets together with the required ones, before any penalty. */
  met: Met[]
  /** The module is sent whole: not allowed without its dependencies. */
  isWhole: boolean
}

/** Combinations that a module has at most; where there are few modules, more. */
const MIN_LIMIT = 64
const SHARED_LIMIT = 1_024

/**
 * The options of each module version; the first adds nothing. The whole module, its chunks and the summaries of what they
 * hold are alternatives: they never stand in one option.
 *
 * @param modules indexes of each one's candidates in reading order
 */
export function listOptions(
  candidates: Candidate[],
  modules: number[][],
  coverage: Coverage,
  costs: SetCosts,
): Option[][] {
  const limit = Math.max(MIN_LIMIT, Math.floor(SHARED_LIMIT / Math.max(1, modules.length)))
  return modules.map((module) => listModuleOptions(candidates, module, coverage, costs, limit))
}

function listModuleOptions(
  candidates: Candidate[],
  module: number[],
  coverage: Coverage,
  costs: SetCosts,
  limit: number,
): Option[] {
  const wholes = module.filter((index) => candidates[index]!.resolution === 'full')
  const required = wholes.find((index) => candidates[index]!.isRequired)
  const parts = wholes.length === 0 ? module : module.filter((index) => candidates[index]!.resolution !== 'full')
  if (required !== undefined) {
    const nothing = { items: [], cost: 0, met: coverage.meets[required]!, isWhole: false }
    return [nothing]
  }
  const isIndependent = !module.some((index) => coverage.isLinked[index])
  const { combinations, needs } = combineParts({ candidates, parts, coverage, costs, limit, isIndependent })
  const [first] = combinations
  const base = first?.tokens ?? 0
  const options = combinations.map(({ items, tokens, shares }) => ({
    items: items.filter((item) => !candidates[item]!.isRequired),
    cost: tokens - base,
    met: toMet(shares, needs),
    isWhole: false,
  }))
  for (const whole of wholes.slice(0, 1)) {
    options.push({ items: [whole], cost: costs.of([whole]) - base, met: coverage.meets[whole]!, isWhole: true })
  }
  return options
}

/** By start, the longer first. */
export function inReadingOrder(candidates: Candidate[], group: number[]): number[] {
  return group.toSorted((a, b) => {
    const [x, y] = [candidates[a]!, candidates[b]!]
    return x.startOffset - y.startOffset || y.endOffset - x.endOffset || a - b
  })
}
