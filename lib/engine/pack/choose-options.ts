import type { Coverage } from './coverage'
import { exchange } from './exchange'
import { fillGreedily } from './fill-greedily'
import { type Choosable, Selection } from './selection'

/** Changes that are looked at: from a greedy fill, and from nothing, which pays where there are few. */
const MAX_TRIES = 6_000
const MAX_TRIES_FROM_NOTHING = 1_500

/**
 * One option of each module version, of a high value that fits: a multiple-choice knapsack (Sinha, Zoltners 1979) whose
 * values overlap. Exchange improves a greedy fill, and once more the empty choice, since a fill can begin with what takes
 * the room of something better; the better result counts.
 *
 * @param capacity tokens beside what is required
 * @returns the option by module version
 */
export function chooseOptions(choosables: Choosable[], coverage: Coverage, capacity: number): number[] {
  const selection = new Selection(choosables, coverage)
  fillGreedily(selection, capacity)
  exchange(selection, capacity, MAX_TRIES)
  const filled = { choice: [...selection.choice], value: selection.value }
  selection.choice.forEach((_, group) => {
    selection.set(group, 0)
  })
  exchange(selection, capacity, MAX_TRIES_FROM_NOTHING)
  return selection.value > filled.value ? selection.choice : filled.choice
}
