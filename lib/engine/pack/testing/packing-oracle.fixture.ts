import type { Candidate } from '../../vocabulary/types'
import { type Coverage, type Met, measureCoverage, worthOf } from '../coverage'
import { isOverlapping, moduleKey } from '../merge-candidates'
import type { CostOf } from '../set-costs'
import { type PackingInstance, tokensOf, wordCosts } from './packing-instance.fixture'

/** A way to send a module: indexes, tokens, and what it is worth by itself. */
export type Way = { items: number[]; tokens: number; alone: number }

/** Every set of a module's candidates that may be sent together. */
export function listWays(candidates: Candidate[], free: Coverage, costOf: CostOf): Way[][] {
  const modules = [...Map.groupBy(candidates.keys(), (index) => moduleKey(candidates[index]!)).values()]
  return modules.map((module) => {
    let sets: number[][] = [[]]
    for (const index of module) {
      const joins = (set: number[]) => set.every((other) => canStand(candidates[index]!, candidates[other]!))
      sets = [...sets, ...sets.filter(joins).map((set) => [...set, index])]
    }
    return sets.map((items) => ({
      items,
      tokens: tokensOf(
        items.map((index) => candidates[index]!),
        costOf,
      ),
      alone: worthOf(candidates, free, items) ?? 0,
    }))
  })
}

function canStand(a: Candidate, b: Candidate): boolean {
  if (a.resolution === 'full' || b.resolution === 'full') return false
  return (a.resolution !== 'summary' && b.resolution !== 'summary') || !isOverlapping(a, b)
}

const PRICES = 24

/**
 * The highest value that fits, found by trying all ways of all modules but those that provably lead to nothing above
 * `known`: value so far, and the rest at the best of several prices per token.
 */
export function findOptimum({ candidates, room }: PackingInstance, known = 0, costOf: CostOf = wordCosts): number {
  const coverage = measureCoverage(candidates)
  const free = { ...coverage, dependsOn: candidates.map(() => []) }
  const modules = listWays(candidates, free, costOf).map((ways) => ways.sort((a, b) => b.alone - a.alone))
  modules.sort((a, b) => (b[0]?.alone ?? 0) - (a[0]?.alone ?? 0))
  const steepest = Math.max(1e-9, ...modules.flat().map(({ alone, tokens }) => alone / Math.max(1, tokens)))
  const prices = Array.from({ length: PRICES }, (_, at) => (steepest * at ** 2) / (PRICES - 1) ** 2)
  const rest = prices.map((price) => {
    const sums = [0]
    for (const ways of modules.toReversed()) {
      sums.unshift((sums[0] ?? 0) + Math.max(...ways.map(({ alone, tokens }) => alone - price * tokens)))
    }
    return sums
  })
  let best = known
  const visit = (at: number, chosen: number[], left: number): void => {
    const value = worthOf(candidates, free, chosen) ?? 0
    if (prices.some((price, each) => value + price * left + (rest[each]?.[at] ?? 0) <= best + 1e-9)) return
    if (at === modules.length) {
      best = Math.max(best, worthOf(candidates, coverage, chosen) ?? 0)
      return
    }
    for (const { items, tokens } of modules[at]!) {
      if (tokens <= left) visit(at + 1, [...chosen, ...items], left - tokens)
    }
  }
  visit(0, [], room)
  return best
}

const ROUNDS = 600

/**
 * No selection is worth more: the Lagrangian dual, by subgradient steps (Held, Karp 1971), of the room and of the needs
 * that several modules meet. Dependencies are left out, which can only raise it.
 *
 * @param known a value that can be reached, for the length of the steps
 */
export function findBound({ candidates, room }: PackingInstance, known: number, costOf: CostOf = wordCosts): number {
  const coverage = measureCoverage(candidates)
  const free = { ...coverage, dependsOn: candidates.map(() => []) }
  const modules = listWays(candidates, free, costOf).map((ways) =>
    ways.map((way) => ({ ...way, met: bestOf(way.items, coverage) })),
  )
  const holders = new Map<number, Set<number>>()
  for (const [module, ways] of modules.entries()) {
    for (const { need } of ways.flatMap(({ met }) => met))
      holders.set(need, (holders.get(need) ?? new Set()).add(module))
  }
  const shared = [...holders].filter(([, all]) => all.size > 1).map(([need]) => need)
  const reward = [...coverage.relevance]
  let price = known / Math.max(1, room)
  let bound = Number.POSITIVE_INFINITY
  let length = 1
  for (let round = 0; round < ROUNDS; round++) {
    let value = price * room
    let tokens = 0
    const said = new Map<number, number>()
    for (const ways of modules) {
      let best = { worth: 0, way: ways[0]! }
      for (const way of ways) {
        const worth = way.met.reduce((sum, { need, share }) => sum + reward[need]! * share, -price * way.tokens)
        if (worth > best.worth) best = { worth, way }
      }
      value += best.worth
      tokens += best.way.tokens
      for (const { need, share } of best.way.met) said.set(need, (said.get(need) ?? 0) + share)
    }
    for (const need of shared) value += Math.max(0, coverage.relevance[need]! - reward[need]!)
    if (value < bound - 1e-9) bound = value
    else length *= 0.97
    const slopes = shared.map((need) => {
      const isWanted = coverage.relevance[need]! > reward[need]! + 1e-12 || said.has(need)
      return (isWanted ? 1 : 0) - (said.get(need) ?? 0)
    })
    const scale = room / Math.max(1, modules.length)
    const norm = slopes.reduce((sum, slope) => sum + slope ** 2, ((tokens - room) / scale) ** 2)
    if (norm === 0) break
    const step = (length * Math.max(1e-6, value - known)) / norm
    price = Math.max(0, price + (step * (tokens - room)) / scale ** 2)
    shared.forEach((need, at) => {
      reward[need] = Math.min(coverage.relevance[need]!, Math.max(0, reward[need]! + step * slopes[at]!))
    })
  }
  return bound
}

/** What a set of items meets together. */
export function bestOf(items: number[], coverage: Coverage): Met[] {
  const best = new Map<number, number>()
  for (const item of items) {
    for (const { need, share } of coverage.meets[item]!) best.set(need, Math.max(best.get(need) ?? 0, share))
  }
  return Array.from(best, ([need, share]) => ({ need, share }))
}
