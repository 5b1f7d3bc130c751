import { measureCoverage, worthOf } from '@/lib/engine/pack/coverage'
import { packSection } from '@/lib/engine/pack/pack-section'
import {
  makeInstance,
  type PackingInstance,
  tokensOf,
  wordCosts,
} from '@/lib/engine/pack/testing/packing-instance.fixture'
import { findBound, findOptimum } from '@/lib/engine/pack/testing/packing-oracle.fixture'
import type { Candidate } from '@/lib/engine/vocabulary/types'
import { openSolver } from './packing/open-solver'

/**
 * `npm run bench:packing [-- INSTANCES]`: the value of what is packed beside the optimum (10 and 24 candidates, exact
 * search; 60 and 200, integer programming) and beside a bound that no choice can pass (Lagrangian dual), for the packer and simpler ways
 * to pack. The bound leaves dependencies out, so the optimum itself stays below it.
 */

type Packer = (instance: PackingInstance) => Candidate[]

const finalOf = ({ signals }: Candidate) => signals.final ?? 0

/** Whatever comes next and fits, is allowed beside the others and adds something. */
function fillInOrder({ candidates, room }: PackingInstance, ordered: Candidate[]): Candidate[] {
  const coverage = measureCoverage(candidates)
  const indexOf = new Map(candidates.map((candidate, index) => [candidate, index]))
  let taken: Candidate[] = []
  const value = (set: Candidate[]) =>
    worthOf(
      candidates,
      coverage,
      set.map((each) => indexOf.get(each)!),
    )
  for (const candidate of ordered) {
    const isOther = (each: Candidate) => each.module.moduleId !== candidate.module.moduleId
    const beside = taken.filter((each) => isOther(each) || (isText(each) && isText(candidate)))
    const next = [...beside, candidate]
    if (tokensOf(next) <= room && (value(next) ?? 0) > (value(taken) ?? 0)) taken = next
  }
  return taken
}

const isText = ({ resolution }: Candidate) => resolution === 'section'

const byValue: Packer = (instance) => fillInOrder(instance, instance.candidates)

const byDensity: Packer = (instance) =>
  fillInOrder(
    instance,
    instance.candidates.toSorted((a, b) => finalOf(b) / tokensOf([b]) - finalOf(a) / tokensOf([a])),
  )

/** As prompt-tsx prunes: everything is there at first, and the lowest priority goes until the rest fits. */
const byPruning: Packer = ({ candidates, room }) => {
  const kept = candidates.filter(isText)
  while (kept.length > 0 && tokensOf(kept) > room) kept.pop()
  return kept
}

const packer: Packer = ({ candidates, room }) =>
  packSection({ section: 'knowledge', candidates, room, costOf: wordCosts, sentElsewhere: new Set() }).included

const PACKERS: [string, Packer][] = [
  ['greedy with exchange (Loadout)', packer],
  ['greedy by value per token', byDensity],
  ['greedy by value', byValue],
  ['priority pruning (prompt-tsx)', byPruning],
]

function compare(
  title: string,
  instances: PackingInstance[],
  limitOf: (instance: PackingInstance, known: number) => number,
) {
  const worth = (instance: PackingInstance, chosen: Candidate[]) => {
    const { candidates } = instance
    if (tokensOf(chosen) > instance.room) throw new Error(`over the room: ${tokensOf(chosen)} of ${instance.room}`)
    const indexes = chosen.map((each) => candidates.indexOf(each))
    const coverage = measureCoverage(candidates)
    return (
      worthOf(candidates, coverage, indexes) ??
      worthOf(candidates, { ...coverage, dependsOn: candidates.map(() => []) }, indexes) ??
      0
    )
  }
  const limits = instances.map((instance) => limitOf(instance, worth(instance, packer(instance))))
  console.log(`\n${title}, ${instances.length} instances`)
  console.log(`${''.padEnd(34)}   mean     min   at 99 %`)
  for (const [name, pack] of PACKERS) {
    const shares = instances.map((instance, at) => worth(instance, pack(instance)) / limits[at]!)
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
    const good = shares.filter((share) => share >= 0.99).length / shares.length
    const columns = [mean.toFixed(4), Math.min(...shares).toFixed(4), `${(100 * good).toFixed(0)} %`]
    console.log(`${name.padEnd(34)}${columns[0]!.padStart(7)} ${columns[1]!.padStart(7)} ${columns[2]!.padStart(9)}`)
  }
  const times = instances.map((instance) => fastest(() => packer(instance))).sort((a, b) => a - b)
  const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(2)} ms`
  console.log(`Loadout takes ${at(0.5)} (p50), ${at(0.95)} (p95)`)
}

/** Milliseconds of the fastest of some runs: texts are counted and split into shingles before, as on a budget slider. */
function fastest(run: () => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let times = 0; times < 5; times++) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

const count = Number(process.argv[2]) || 300
const list = (size: number, number: number, isPlain = false) =>
  Array.from({ length: number }, (_, seed) => makeInstance(seed + 1, size, { isPlain }))

const many = Math.max(10, Math.floor(count / 10))
const solveExactly = await openSolver()
compare('10 candidates, share of the optimum', list(10, count), findOptimum)
compare('24 candidates, share of the optimum', list(24, count), findOptimum)
compare('60 candidates, share of the optimum', list(60, count), solveExactly)
compare('200 candidates in modules of their own, share of the bound', list(200, many, true), findBound)
const linked = list(200, many)
compare('200 candidates that repeat and need each other, share of the optimum', linked, solveExactly)
compare('the same, share of the bound', linked, findBound)
