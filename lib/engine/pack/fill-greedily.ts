import type { Selection } from './selection'

type Step = { moves: [group: number, option: number][]; cost: number; density: number }

/** Modules that one step brings along at most. */
const MAX_BUNDLE = 8
const EPSILON = 1e-12

/**
 * Takes the step up a module's hull that gains most per token until none fits, a module with what it depends on. Gains
 * mostly shrink while a selection grows, so a step is looked at again when it leads (Minoux 1978), unless nothing can
 * have changed it.
 */
export function fillGreedily(selection: Selection, capacity: number): void {
  const { groups } = selection
  const steps = groups.map((_, group) => findStep(selection, group, capacity))
  for (;;) {
    let group = -1
    let highest = Number.NEGATIVE_INFINITY
    for (let each = 0; each < steps.length; each++) {
      const density = steps[each]?.density ?? Number.NEGATIVE_INFINITY
      if (density > highest) [group, highest] = [each, density]
    }
    if (group < 0) return
    const known = steps[group]!
    const isFresh = selection.isIndependent(group) && known.cost <= capacity - selection.cost
    const step = isFresh ? known : findStep(selection, group, capacity)
    if (!step || step.density < known.density - EPSILON) {
      steps[group] = step
      continue
    }
    for (const [each, option] of step.moves) selection.set(each, option)
    for (const [each] of step.moves) steps[each] = findStep(selection, each, capacity)
  }
}

function findStep(selection: Selection, group: number, capacity: number): Step | undefined {
  const { options, hull } = selection.groups[group]!
  const isIndependent = selection.isIndependent(group)
  const now = options[selection.choice[group]!]!
  let best: Step | undefined
  for (const option of hull) {
    const { cost, own } = options[option]!
    const extra = cost - now.cost
    if (extra <= 0 || extra > capacity - selection.cost) continue
    if (isIndependent) {
      const density = (own - now.own) / extra
      if (density > 0 && density > (best?.density ?? 0)) best = { moves: [[group, option]], cost: extra, density }
    } else {
      const step = tryStep(selection, group, option, capacity)
      if (step && step.density > (best?.density ?? 0)) best = step
    }
  }
  return best
}

/** What taking the option would give; the selection is afterwards as before. */
function tryStep(selection: Selection, group: number, option: number, capacity: number): Step | undefined {
  const { cost, value } = selection
  const before = selection.choice[group]!
  selection.set(group, option)
  const moves: Step['moves'] = [[group, option]]
  bringDependencies(selection, group, capacity, moves)
  const gain = selection.value - value
  const extra = selection.cost - cost
  const isPossible = selection.cost <= capacity && selection.violations === 0 && gain > EPSILON
  for (const [each] of moves.toReversed()) selection.set(each, each === group ? before : 0)
  return isPossible ? { moves, cost: extra, density: gain / Math.max(1, extra) } : undefined
}

/** For each module that is missing its option of most value per token. */
function bringDependencies(selection: Selection, group: number, capacity: number, moves: Step['moves']): void {
  const waiting = [...selection.missing(group)]
  for (let module = waiting.pop(); module !== undefined && moves.length < MAX_BUNDLE; module = waiting.pop()) {
    const dependency = selection.groups.findIndex((each, at) => each.module === module && selection.choice[at] === 0)
    const { options, hull } = selection.groups[dependency] ?? { options: [], hull: [] }
    const option = hull[1]
    if (option === undefined || options[option]!.cost > capacity - selection.cost) continue
    selection.set(dependency, option)
    moves.push([dependency, option])
    waiting.push(...selection.missing(dependency))
  }
}
