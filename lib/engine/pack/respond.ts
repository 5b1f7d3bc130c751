import { fillGreedily } from './fill-greedily'
import type { Selection } from './selection'

/** Prices that are tried, and how often each module answers to one. */
const PRICES = 6
const SWEEPS = 2
const EPSILON = 1e-9

/**
 * Search at a price: each module in turn takes the option of most value less price per token, seeing what the others
 * have taken, and the price is bisected towards what makes the whole fit. Coordinate ascent on the Lagrangian; unlike a
 * greedy fill it takes back what later choices made needless. What fits is filled up and compared.
 *
 * @param start the choice to beat; it fits and is in `selection`
 * @returns the best choice found, `start` among them
 */
export function respondToPrices(
  selection: Selection,
  capacity: number,
  price: number,
  start: { choice: number[]; value: number },
): { choice: number[]; value: number } {
  let best = start
  let [low, high] = [0, Number.POSITIVE_INFINITY]
  let asked = price
  for (let round = 0; round < PRICES; round++) {
    for (let sweep = 0; sweep < SWEEPS; sweep++) respond(selection, asked)
    if (selection.cost > capacity) low = asked
    else {
      high = asked
      fillGreedily(selection, capacity)
      if (selection.violations === 0 && selection.value > best.value) {
        best = { choice: [...selection.choice], value: selection.value }
      }
    }
    asked = high === Number.POSITIVE_INFINITY ? 1.4 * asked : (low + high) / 2
  }
  return best
}

function respond(selection: Selection, price: number): void {
  const { groups, choice } = selection
  for (let group = 0; group < groups.length; group++) {
    let best = choice[group]!
    let worth = selection.violations === 0 ? selection.value - price * selection.cost : Number.NEGATIVE_INFINITY
    for (let option = 0; option < groups[group]!.options.length; option++) {
      selection.set(group, option)
      const is = selection.value - price * selection.cost
      if (selection.violations > 0 || is <= worth + EPSILON) continue
      worth = is
      best = option
    }
    selection.set(group, best)
  }
}
