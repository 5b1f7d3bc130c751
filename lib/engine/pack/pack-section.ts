import type { Candidate, ReasonCode, SectionName } from '../types'
import { groupByModule, moduleKey, overlapsAny } from './merge-candidates'
import { type CostOf, Selection } from './selection'

type PackInput = {
  section: SectionName
  /** Best first, without those dropped before. Required ones are taken whatever they cost: that they fit is checked. */
  candidates: Candidate[]
  /** Tokens for what is not required. */
  room: number
  costOf: CostOf
  /** Modules that another section sends whole, as `moduleId@version`. */
  sentElsewhere: ReadonlySet<string>
}

export type Drop = { reason: ReasonCode; detail: string }
export type Packed = {
  /** In the order of `candidates`. */
  included: Candidate[]
  dropped: Map<Candidate, Drop>
  notes: string[]
}

/**
 * Chooses the candidates of a section: a 0/1 knapsack over `signals.final` in which overlapping items share their cost
 * and an item brings its dependencies; summaries are offered at last, where nothing of what they summarize was chosen. Two greedy fills, by value and by value per token (Dantzig 1957); the better one
 * is kept. Without overlaps and dependencies its value is at least half of the optimum (Martello, Toth 1990, §2.4).
 */
export function packSection(input: PackInput): Packed {
  const dropped = new Map<Candidate, Drop>()
  const offered = input.candidates.filter((candidate) => {
    const isSent = !candidate.isRequired && input.sentElsewhere.has(moduleKey(candidate))
    if (isSent) dropped.set(candidate, { reason: 'superseded', detail: 'the whole module is sent as instructions' })
    return !isSent
  })
  const byValue = fill(input, offered, (candidate) => relevanceOf(candidate))
  const texts = offered.filter(({ resolution }) => resolution !== 'summary')
  if (texts.every((candidate) => byValue.selection.has(candidate))) return explain(input, offered, byValue, dropped)
  const byDensity = fill(
    input,
    offered,
    (candidate) => relevanceOf(candidate) / Math.max(1, tokensAlone(candidate, input)),
  )
  const best = byDensity.value > byValue.value ? byDensity : byValue
  return explain(input, offered, best, dropped)
}

export function relevanceOf(candidate: Candidate): number {
  return candidate.signals.final ?? 0
}

function fill(input: PackInput, offered: Candidate[], rank: (candidate: Candidate) => number) {
  const selection = new Selection(input.costOf)
  selection.add(offered.filter((candidate) => candidate.isRequired))
  const limit = selection.tokens + input.room
  const optional = offered.filter((candidate) => !candidate.isRequired)
  const byRank = optional.map((candidate) => ({ candidate, rank: rank(candidate) })).sort((a, b) => b.rank - a.rank)
  const ordered = byRank.filter(({ candidate }) => candidate.resolution !== 'summary')
  const texts = optional.filter(({ resolution }) => resolution !== 'summary')
  const tryAdd = (bundle: Candidate[]) => {
    if (selection.tokens + selection.extraTokens(bundle) > limit) return false
    selection.add(bundle)
    return true
  }

  // What overlaps with later choices gets cheaper, so those left out are offered again until nothing changes.
  for (let isChanged = true; isChanged; ) {
    isChanged = false
    for (const { candidate } of ordered) {
      if (selection.has(candidate)) continue
      const bundle = withDependencies(candidate, texts, selection)
      // A chunk is useful without what its module builds on, a whole module counts on it.
      if (tryAdd(bundle) || (bundle.length > 1 && candidate.resolution !== 'full' && tryAdd([candidate])))
        isChanged = true
    }
  }
  for (const { candidate } of byRank) {
    if (candidate.resolution === 'summary' && !overlapsAny(candidate, sameModule(candidate, selection))) {
      tryAdd([candidate])
    }
  }
  const value = worthOf(optional.filter((candidate) => selection.has(candidate)))
  return { selection, value, left: Math.max(0, limit - selection.tokens) }
}

/** A whole module is worth what its chunks are: the text around them must not push other modules out. */
function worthOf(chosen: Candidate[]): number {
  const values = [...groupByModule(chosen).values()].map((candidates) => {
    const chunks = candidates.filter((candidate) => candidate.resolution !== 'full')
    const ofChunks = chunks.reduce((total, chunk) => total + relevanceOf(chunk), 0)
    return Math.max(ofChunks, ...candidates.map(relevanceOf))
  })
  return values.reduce((total, value) => total + value, 0)
}

function tokensAlone(candidate: Candidate, { costOf }: PackInput): number {
  return new Selection(costOf).extraTokens([candidate])
}

/** The candidate with the best candidate of each module it depends on, as far as it is offered and not there yet. */
function withDependencies(candidate: Candidate, pool: Candidate[], selection: Selection): Candidate[] {
  const bundle = [candidate]
  for (const member of bundle) {
    for (const moduleId of member.module.dependencies) {
      const isThere = selection.hasModule(moduleId) || bundle.some((other) => other.module.moduleId === moduleId)
      const dependency = isThere ? undefined : pool.find((other) => other.module.moduleId === moduleId)
      if (dependency) bundle.push(dependency)
    }
  }
  return bundle
}

function explain(
  { section, sentElsewhere }: PackInput,
  offered: Candidate[],
  { selection, left }: { selection: Selection; left: number },
  dropped: Map<Candidate, Drop>,
): Packed {
  const included: Candidate[] = []
  for (const candidate of offered) {
    const others = sameModule(candidate, selection)
    const whole = others.find((other) => other !== candidate && other.resolution === 'full')
    if (whole)
      dropped.set(candidate, { reason: 'superseded', detail: `the whole module ${whole.module.moduleId} is sent` })
    else if (isSummaryOfOthers(candidate, others))
      dropped.set(candidate, { reason: 'superseded', detail: 'some of what it summarizes is sent' })
    else if (selection.has(candidate)) included.push(candidate)
    else {
      const tokens = selection.extraTokens([candidate])
      const isOnlyForDependencies = tokens <= left
      const detail = `${tokens} tokens, ${section} had ${left} left`
      dropped.set(
        candidate,
        isOnlyForDependencies
          ? { reason: 'dependency_missing', detail: `fits only without ${candidate.module.dependencies.join(', ')}` }
          : { reason: 'over_section_budget', detail },
      )
    }
  }
  return { included, dropped, notes: noteMissingDependencies(included, sentElsewhere) }
}

function sameModule(candidate: Candidate, selection: Selection): Candidate[] {
  return selection.all().filter((other) => moduleKey(other) === moduleKey(candidate))
}

function isSummaryOfOthers(candidate: Candidate, others: Candidate[]): boolean {
  if (candidate.resolution !== 'summary') return false
  return overlapsAny(
    candidate,
    others.filter((other) => other !== candidate),
  )
}

function noteMissingDependencies(included: Candidate[], sentElsewhere: ReadonlySet<string>): string[] {
  const present = new Set(included.map((candidate) => candidate.module.moduleId))
  for (const key of sentElsewhere) present.add(key.slice(0, key.lastIndexOf('@')))
  const notes = included.flatMap(({ module }) =>
    module.dependencies
      .filter((dependency) => !present.has(dependency))
      .map((dependency) => `dependency_missing: ${module.moduleId} is sent without ${dependency}`),
  )
  return [...new Set(notes)]
}
