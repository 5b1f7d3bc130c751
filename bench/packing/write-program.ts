import { type Coverage, INCOMPLETE_WEIGHT, measureCoverage } from '@/lib/engine/pack/coverage'
import { type PackingInstance, wordCosts } from '@/lib/engine/pack/testing/packing-instance.fixture'
import { bestOf, listWays, type Way } from '@/lib/engine/pack/testing/packing-oracle.fixture'

/** A way to send a module: with all modules that it depends on, or (at less weight) with any of them missing. */
type Column = { tokens: number; isComplete: boolean; own: number; shared: Map<number, number> }

/**
 * An instance as an integer program in CPLEX's LP format, with the optimum of `worthOf`: of each module at most one
 * column is chosen; a complete one needs a chosen column of each module it depends on; of a need that several modules
 * meet, one chosen column is paid (facility location as a program; Cornuéjols, Nemhauser, Wolsey 1990).
 */
export function writeProgram({ candidates, room }: PackingInstance): string {
  const coverage = measureCoverage(candidates)
  const ways = listWays(candidates, coverage, wordCosts).map((module) => module.filter(({ items }) => items.length > 0))
  const firsts = ways.map((module) => module[0]!.items[0]!)
  const moduleAt = new Map(firsts.map((first, at) => [candidates[first]!.module.moduleId, at]))
  const shared = findShared(ways, coverage)
  const columns = ways.map((module, at) => {
    const isFree = coverage.dependsOn[firsts[at]!]!.length === 0
    const complete = module.map((way) => toColumn(way, 1, coverage, shared))
    const incomplete = module
      .filter(({ items }) => items.every((item) => candidates[item]!.resolution !== 'full'))
      .map((way) => toColumn(way, INCOMPLETE_WEIGHT, coverage, shared))
    return isFree ? dropDominated(complete) : [...dropDominated(complete), ...dropDominated(incomplete)]
  })

  const value: string[] = []
  const binaries: string[] = []
  const rows: string[] = []
  const name = (module: number, column: number) => `z${module}_${column}`
  const sum = (terms: string[]) => terms.join(' + ')
  const row = (left: string, right: string) => rows.push(`r${rows.length}: ${left} <= ${right}`)
  const spent: string[] = []
  const payable = new Map<number, { module: number; column: number; share: number }[]>()
  columns.forEach((module, at) => {
    module.forEach(({ tokens, own, shared }, column) => {
      binaries.push(name(at, column))
      spent.push(`${tokens} ${name(at, column)}`)
      value.push(`${own} ${name(at, column)}`)
      for (const [need, share] of shared) {
        payable.set(need, [...(payable.get(need) ?? []), { module: at, column, share }])
      }
    })
    row(sum(module.map((_, column) => name(at, column))), '1')
    const complete = module.flatMap(({ isComplete }, column) => (isComplete ? [name(at, column)] : []))
    for (const id of coverage.dependsOn[firsts[at]!]!) {
      const other = moduleAt.get(id)!
      const present = columns[other]!.map((_, column) => name(other, column))
      row(`${sum(complete)} - ${present.join(' - ')}`, '0')
    }
  })
  row(sum(spent), String(room))
  for (const [need, payers] of payable) {
    const paid: string[] = []
    for (const [share, alike] of Map.groupBy(payers, ({ share }) => share)) {
      for (const [module, those] of Map.groupBy(alike, (each) => each.module)) {
        const payment = `w${need}_${module}_${paid.length}`
        paid.push(payment)
        value.push(`${coverage.relevance[need]! * share} ${payment}`)
        row(`${payment} - ${those.map(({ column }) => name(module, column)).join(' - ')}`, '0')
      }
    }
    row(sum(paid), '1')
  }
  const parts = ['Maximize', ` value: ${sum(value)}`, 'Subject To', ...rows, 'Binary', ...binaries, 'End']
  // a line may not be too long
  return parts.map((part) => part.replaceAll(' + ', '\n + ').replaceAll(' - ', '\n - ')).join('\n')
}

/** Needs that more than one module meets. */
function findShared(ways: Way[][], coverage: Coverage): Set<number> {
  const meeters = new Map<number, number>()
  for (const module of ways) {
    const needs = new Set(
      module.flatMap(({ items }) => items.flatMap((item) => coverage.meets[item]!.map(({ need }) => need))),
    )
    for (const need of needs) meeters.set(need, (meeters.get(need) ?? 0) + 1)
  }
  return new Set([...meeters].filter(([, count]) => count > 1).map(([need]) => need))
}

function toColumn({ items, tokens }: Way, weight: number, coverage: Coverage, shared: Set<number>): Column {
  const column: Column = { tokens, isComplete: weight === 1, own: 0, shared: new Map() }
  for (const { need, share } of bestOf(items, coverage)) {
    if (shared.has(need)) column.shared.set(need, weight * share)
    else column.own += weight * share * coverage.relevance[need]!
  }
  return column
}

/** Without those that another is at least as good as in everything. */
function dropDominated(columns: Column[]): Column[] {
  const isAsGood = (a: Column, b: Column) =>
    a.tokens <= b.tokens && a.own >= b.own && [...b.shared].every(([need, share]) => (a.shared.get(need) ?? 0) >= share)
  const kept: Column[] = []
  for (const column of columns.toSorted(
    (a, b) => a.tokens - b.tokens || b.own - a.own || b.shared.size - a.shared.size,
  )) {
    if (!kept.some((each) => isAsGood(each, column))) kept.push(column)
  }
  return kept
}
