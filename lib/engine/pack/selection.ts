import { type Coverage, INCOMPLETE_WEIGHT } from './coverage'
import type { Option } from './list-options'

/** A module version with its options; the first adds nothing. */
export type Choosable = {
  moduleId: string
  dependsOn: string[]
  /** Something of it is sent whatever is chosen. */
  isPresent: boolean
  options: Option[]
}

type Valued = {
  cost: number
  isWhole: boolean
  /** What it is worth in needs that no other module meets. */
  own: number
  /** Shares of the other needs that the module can meet, in the order of its group's `shared`. */
  shares: number[]
  /** By itself, with its dependencies. */
  alone: number
}
/** A need that several modules meet, and the share that the best of them meets. */
type SharedNeed = { relevance: number; met: number; holders: { group: number; at: number }[] }
type Group = {
  module: number
  dependsOn: number[]
  shared: SharedNeed[]
  options: Valued[]
  /** Options on the upper convex hull of cost and value, from the first on. */
  hull: number[]
}

/** One option of each module, and what they cost and are worth together. A change takes time by what it touches. */
export class Selection {
  readonly groups: Group[]
  readonly choice: number[]
  cost = 0
  value = 0
  /** Whole modules without a module that they depend on. */
  violations = 0
  private readonly isPresent: boolean[]
  private readonly isAlways: boolean[]
  private readonly presentInModule: number[]
  private readonly dependents: number[][]
  private readonly weight: number[]
  private readonly independent: boolean[]

  constructor(choosables: Choosable[], coverage: Coverage) {
    const modules = new Map<string, number>()
    for (const { moduleId } of choosables) if (!modules.has(moduleId)) modules.set(moduleId, modules.size)
    const needsOf = choosables.map(({ options }) => {
      const needs = new Set<number>()
      for (const { met } of options) for (const { need } of met) needs.add(need)
      return needs
    })
    const shared = findShared(needsOf, coverage)
    this.groups = choosables.map(({ moduleId, dependsOn, options }, group) => {
      const needs = [...needsOf[group]!].filter((need) => shared.has(need))
      needs.forEach((need, at) => {
        shared.get(need)!.holders.push({ group, at })
      })
      const valued = options.map((option) => valueOption(option, needs, coverage))
      return {
        module: modules.get(moduleId)!,
        dependsOn: dependsOn.flatMap((id) => modules.get(id) ?? []),
        shared: needs.map((need) => shared.get(need)!),
        options: valued,
        hull: findHull(valued),
      }
    })
    this.choice = this.groups.map(() => 0)
    this.isAlways = choosables.map(({ isPresent }) => isPresent)
    this.isPresent = choosables.map(() => false)
    this.presentInModule = Array.from(modules, () => 0)
    this.dependents = Array.from(modules, () => [])
    this.groups.forEach(({ dependsOn }, group) => {
      for (const module of dependsOn) this.dependents[module]!.push(group)
    })
    this.independent = this.groups.map(
      ({ shared, dependsOn, module }) =>
        shared.length === 0 && dependsOn.length === 0 && this.dependents[module]!.length === 0,
    )
    this.weight = this.groups.map(({ dependsOn }) => (dependsOn.length === 0 ? 1 : INCOMPLETE_WEIGHT))
    this.groups.forEach(({ options }, group) => {
      this.value += this.weight[group]! * options[0]!.own
    })
    for (const need of shared.values()) this.meet(need)
    for (const group of this.groups.keys()) this.setPresent(group, this.isAlways[group]!)
  }

  /** Whether what it is worth depends on no other module, nor another's on it. */
  isIndependent(group: number): boolean {
    return this.independent[group]!
  }

  /** Modules that the group depends on and of which nothing is chosen. */
  missing(group: number): number[] {
    return this.groups[group]!.dependsOn.filter((module) => this.presentInModule[module] === 0)
  }

  set(group: number, next: number): void {
    const { options, shared } = this.groups[group]!
    const before = options[this.choice[group]!]!
    const after = options[next]!
    this.choice[group] = next
    this.cost += after.cost - before.cost
    this.value += this.weight[group]! * (after.own - before.own)
    if (this.weight[group] !== 1) this.violations += Number(after.isWhole) - Number(before.isWhole)
    for (let at = 0; at < shared.length; at++) {
      if (before.shares[at] !== after.shares[at]) this.meet(shared[at]!)
    }
    this.setPresent(group, next > 0 || this.isAlways[group]!)
  }

  private setPresent(group: number, isPresent: boolean): void {
    if (this.isPresent[group] === isPresent) return
    this.isPresent[group] = isPresent
    const { module } = this.groups[group]!
    const before = this.presentInModule[module]!
    this.presentInModule[module] = before + (isPresent ? 1 : -1)
    if (before > 0 && this.presentInModule[module]! > 0) return
    for (const each of this.dependents[module]!) this.weigh(each)
  }

  private weigh(group: number): void {
    const { options, shared } = this.groups[group]!
    const weight = this.missing(group).length === 0 ? 1 : INCOMPLETE_WEIGHT
    const before = this.weight[group]!
    if (weight === before) return
    const option = options[this.choice[group]!]!
    this.weight[group] = weight
    this.value += (weight - before) * option.own
    if (option.isWhole) this.violations += weight === 1 ? -1 : 1
    for (const need of shared) this.meet(need)
  }

  private meet(need: SharedNeed): void {
    let best = 0
    for (const { group, at } of need.holders) {
      const share = this.weight[group]! * this.groups[group]!.options[this.choice[group]!]!.shares[at]!
      if (share > best) best = share
    }
    this.value += need.relevance * (best - need.met)
    need.met = best
  }
}

function findShared(needsOf: Set<number>[], { relevance }: Coverage): Map<number, SharedNeed> {
  const seen = new Set<number>()
  const shared = new Map<number, SharedNeed>()
  for (const needs of needsOf) {
    for (const need of needs) {
      if (seen.has(need)) shared.set(need, { relevance: relevance[need]!, met: 0, holders: [] })
      else seen.add(need)
    }
  }
  return shared
}

function valueOption({ cost, met, isWhole }: Option, sharedNeeds: number[], { relevance }: Coverage): Valued {
  const shares = sharedNeeds.map(() => 0)
  let own = 0
  let alone = 0
  for (const { need, share } of met) {
    const worth = relevance[need]! * share
    alone += worth
    const at = sharedNeeds.length === 0 ? -1 : sharedNeeds.indexOf(need)
    if (at >= 0) shares[at] = share
    else own += worth
  }
  return { cost: Math.max(0, cost), isWhole, own, shares, alone }
}

function findHull(options: Valued[]): number[] {
  const ordered = [...options.keys()].sort(
    (a, b) => options[a]!.cost - options[b]!.cost || options[b]!.alone - options[a]!.alone || a - b,
  )
  const slope = (from: number, to: number) =>
    (options[to]!.alone - options[from]!.alone) / (options[to]!.cost - options[from]!.cost)
  const hull: number[] = []
  for (const option of ordered) {
    const last = hull.at(-1)
    if (last !== undefined && options[option]!.alone <= options[last]!.alone) continue
    while (hull.length > 1 && slope(hull.at(-2)!, hull.at(-1)!) <= slope(hull.at(-1)!, option)) hull.pop()
    hull.push(option)
  }
  return hull
}
