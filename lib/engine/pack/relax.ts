import type { Selection } from './selection'

/**
 * The relaxed problem: `price` is what a token is worth at the border of what fits, `bound` no selection is worth more
 * than. `reduced` is an option's gain over adding nothing less the price of its tokens, `best` the highest of a group.
 */
export type Relaxation = { price: number; bound: number; reduced: number[][]; best: number[] }

/**
 * Lagrangian relaxation of the multiple-choice knapsack, at the price where its linear relaxation stops: the groups'
 * upper convex hulls are climbed by value per token until the room is full (Sinha, Zoltners 1979; Kellerer, Pferschy,
 * Pisinger 2004, §11.2). Gains are those of options by themselves, which nothing that is chosen beside them raises.
 */
export function relax({ groups, value }: Selection, capacity: number): Relaxation {
  const price = findPrice(groups, capacity)
  const reduced = groups.map(({ options }) =>
    options.map(({ cost, alone }) => alone - options[0]!.alone - price * cost),
  )
  const best = reduced.map((gains) => gains.reduce((highest, gain) => Math.max(highest, gain), 0))
  return { price, bound: best.reduce((total, gain) => total + gain, value + price * capacity), reduced, best }
}

function findPrice(groups: Selection['groups'], capacity: number): number {
  const steps: { cost: number; density: number }[] = []
  for (const { options, hull } of groups) {
    for (let at = 1; at < hull.length; at++) {
      const [from, to] = [options[hull[at - 1]!]!, options[hull[at]!]!]
      const cost = to.cost - from.cost
      steps.push({ cost, density: (to.alone - from.alone) / cost })
    }
  }
  steps.sort((a, b) => b.density - a.density)
  let left = capacity
  for (const { cost, density } of steps) {
    left -= cost
    if (left < 0) return density
  }
  return 0
}
