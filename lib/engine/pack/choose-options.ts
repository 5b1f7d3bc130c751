import { branchAndBound } from './branch-and-bound'
import type { Coverage } from './coverage'
import { exchange } from './exchange'
import { fillGreedily } from './fill-greedily'
import { relax } from './relax'
import { respondToPrices } from './respond'
import { type Choosable, Selection } from './selection'

/** Branches that are looked at, and changes where these were not enough. */
const MAX_NODES = 10_000
const MAX_TRIES = 3_000
/** Doublings of the number of choices in doubt up to which the search has a chance to end. */
const MAX_DOUBT = 60

/**
 * One option of each module version, of the highest value that fits: a multiple-choice knapsack (Sinha, Zoltners 1979)
 * whose values overlap. A greedy fill, improved at prices where modules say the same or depend on each other; proven or
 * beaten by branch and bound; where that is too much, improved by exchange.
 *
 * @param capacity tokens beside what is required
 * @returns the option by module version, and whether it is known to be the best of these
 */
export function chooseOptions(choosables: Choosable[], coverage: Coverage, capacity: number) {
  const selection = new Selection(choosables, coverage)
  const relaxation = relax(selection, capacity)
  fillGreedily(selection, capacity)
  let incumbent = { choice: [...selection.choice], value: selection.value }
  const isLinked = selection.groups.some((_, group) => !selection.isIndependent(group))
  if (isLinked) incumbent = respondToPrices(selection, capacity, relaxation.price, incumbent)
  const search = { maxNodes: MAX_NODES, maxDoubt: MAX_DOUBT }
  const outcome = branchAndBound(selection, capacity, relaxation, incumbent, search)
  if (outcome === 'unfinished') exchange(selection, capacity, MAX_TRIES)
  return { choice: selection.choice, isOptimal: outcome === 'optimal' }
}
