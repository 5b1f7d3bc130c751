import { fillGreedily } from './fill-greedily'
import type { Selection } from './selection'

/** Prices that are tried. Letting each module answer twice to one gains .0002 of the value and costs a fifth of the time. */
const PRICES = 6
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
    respond(selection, asked)
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
  for (let group = 0; group < selection.groups.length; group++) {
    const isAlone = selection.isIndependent(group)
    selection.set(group, isAlone ? findOwnResponse(selection, group, price) : findResponse(selection, group, price))
  }
}

function findResponse(selection: Selection, group: number, price: number): number {
  let best = selection.choice[group]!
  let worth = selection.violations === 0 ? selection.value - price * selection.cost : Number.NEGATIVE_INFINITY
  for (let option = 0; option < selection.groups[group]!.options.length; option++) {
    selection.set(group, option)
    const is = selection.value - price * selection.cost
    if (selection.violations > 0 || is <= worth + EPSILON) continue
    worth = is
    best = option
  }
  return best
}

function findOwnResponse({ groups }: Selection, group: number, price: number): number {
  const { options, hull } = groups[group]!
  const worthOf = (option: number) => options[option]!.own - price * options[option]!.cost
  return hull.reduce((best, option) => (worthOf(option) > worthOf(best) + EPSILON ? option : best), 0)
}
