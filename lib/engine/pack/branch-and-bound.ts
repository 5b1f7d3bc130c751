import type { Relaxation } from './relax'
import type { Selection } from './selection'

const EPSILON = 1e-9

/**
 * Looks for the best selection by depth first search. An option that even the relaxed problem cannot join to something
 * better than `incumbent` is left out before (Ingargiola, Korsh 1973), which mostly leaves a few modules near the border
 * of what fits: the core (Balas, Zemel 1980). Branches are cut by the same bound.
 *
 * Ends with the best of both in `selection`.
 * @param incumbent the choice to beat; it fits
 * @param maxDoubt with more open choices (as a power of two) the search is not begun
 */
export function branchAndBound(
  selection: Selection,
  capacity: number,
  { price, bound, reduced, best }: Relaxation,
  incumbent: { choice: number[]; value: number },
  { maxNodes, maxDoubt }: { maxNodes: number; maxDoubt: number },
): 'optimal' | 'unfinished' | 'hopeless' {
  const { groups } = selection
  const open: { group: number; options: number[]; urgency: number }[] = []
  const fixed: [number, number][] = []
  for (let group = 0; group < groups.length; group++) {
    const lossOf = (option: number) => best[group]! - reduced[group]![option]!
    const options = [...groups[group]!.options.keys()].filter(
      (option) => bound - lossOf(option) > incumbent.value + EPSILON,
    )
    if (options.length < 2) fixed.push([group, options[0] ?? 0])
    else {
      options.sort((a, b) => lossOf(a) - lossOf(b) || a - b)
      // What others depend on first, then where the second choice costs most.
      open.push({ group, options, urgency: (selection.isIndependent(group) ? 0 : 1e6) + lossOf(options[1]!) })
    }
  }
  const restore = () => {
    for (let group = 0; group < groups.length; group++) selection.set(group, incumbent.choice[group]!)
  }
  if (bound <= incumbent.value + EPSILON) {
    restore()
    return 'optimal'
  }
  const doubt = open.reduce((total, { options }) => total + Math.log2(options.length), 0)
  if (doubt > maxDoubt) {
    restore()
    return 'hopeless'
  }
  for (const { group } of open) selection.set(group, 0, true)
  for (const [group, option] of fixed) selection.set(group, option)
  open.sort((a, b) => b.urgency - a.urgency || a.group - b.group)
  const promise = open.map(() => 0)
  for (let at = open.length - 1; at >= 0; at--) promise[at] = (promise[at + 1] ?? 0) + best[open[at]!.group]!

  let nodes = 0
  const visit = (at: number): void => {
    if (at === open.length) {
      if (selection.violations === 0 && selection.value > incumbent.value + EPSILON) {
        incumbent.value = selection.value
        incumbent.choice = [...selection.choice]
      }
      return
    }
    const { group, options } = open[at]!
    for (const option of options) {
      if (nodes >= maxNodes) break
      nodes++
      selection.set(group, option)
      const left = capacity - selection.cost
      const reachable = selection.value + price * left + (promise[at + 1] ?? 0)
      if (left >= 0 && reachable > incumbent.value + EPSILON) visit(at + 1)
    }
    selection.set(group, 0, true)
  }
  visit(0)
  restore()
  return nodes < maxNodes ? 'optimal' : 'unfinished'
}
