import { rememberedShingles } from '../text/shingles'
import type { Packing } from '../vocabulary/policy'
import type { Candidate } from '../vocabulary/types'
import { findSimilar, sampleShingles } from './find-similar'
import { moduleKey } from './merge-candidates'

/**
 * What text between and around a module's chunks is worth beside them, as share of the module's relevance. Where the strongest
 * are to be met, that is all that a whole module adds: what was found comes first, and its surroundings into what is left.
 */
const REST_SHARE: Record<Packing, number> = { most: 0.1, strongest: 0.02 }
/** What a chunk is still worth while a module that its own builds on is offered and not sent. */
export const INCOMPLETE_WEIGHT = 0.8
/** Smaller containment of shingles is chance: common phrases. */
const MIN_ECHO = 0.25
const RESOLUTION_ORDER = { section: 0, full: 1, summary: 2 }
/**
 * How much faster than its score a passage is worth less, and how much more the longer one of two is: of these the best
 * that `npm run bench:context` found on one half of several sets, and the other half agrees.
 */
const STEEPNESS = 8
const LENGTH_POWER = 0.5
const TOKENS_PER_UNIT = 0.25
/** So that what is offered with no relevance at all still goes where there is room. */
const LEAST_RELEVANCE = 1e-6

/** How far an item meets a need, 0–1. */
export type Met = { need: number; share: number }

/**
 * What a set of candidates is worth. Each candidate stands for a need, as large as its relevance: `signals.final` where as
 * many needs as possible are to be met; where the strongest are, (`signals.final` / the best one's)⁸ · √tokens, so that no
 * number of weak passages outweighs a strong one, and a passage is not left out for being long.
 * Where its range holds other candidates, they stand for it, and it keeps what it is worth beyond them, or, where the
 * strongest are to be met, of the text around them. An item meets the share of a need that it says:
 *
 *   value(S) = Σ over needs n of relevance(n) · max over items i in S of weight(i, S) · share(i, n)
 *
 * share is the part of the need's range that the item covers, times the item's resolution: 1 for text, for a summary
 * √(its length / the length of what it summarizes), so that a tenth of the text tells a third, and that part itself where
 * the strongest are to be met: it stands in for what does not fit. In another module it is
 * the part of the need's shingles that the item holds (containment; Broder 1997): what two modules say counts once.
 * weight is 1; of a chunk or summary 0.8 while a module that its own depends on is offered and not in S. A whole module
 * without such a dependency is not allowed.
 *
 * But for the dependencies this is a facility location function: monotone and submodular (Lin, Bilmes 2011).
 */
export type Coverage = {
  /** Relevance by need. */
  relevance: number[]
  /** By candidate. */
  meets: Met[][]
  /** By candidate, the modules it depends on that are offered here; none for a module that is required. */
  dependsOn: string[][]
  /** By candidate, whether what its module is worth depends on another's, or another's on it. */
  isLinked: boolean[]
}

export function relevanceOf(candidate: Candidate): number {
  return candidate.signals.final ?? 0
}

export function measureCoverage(candidates: Candidate[], packing: Packing = 'most'): Coverage {
  const offered = new Set(candidates.map(({ module }) => module.moduleId))
  const required = new Set(candidates.filter(({ isRequired }) => isRequired).map(moduleKey))
  const coverage: Coverage = {
    relevance: weighNeeds(candidates, packing),
    meets: candidates.map(() => []),
    dependsOn: candidates.map((candidate) => {
      const { moduleId, dependencies } = candidate.module
      return required.has(moduleKey(candidate)) ? [] : dependencies.filter((id) => id !== moduleId && offered.has(id))
    }),
    isLinked: candidates.map(() => false),
  }
  const dependencies = new Set(coverage.dependsOn.flat())
  candidates.forEach(({ module }, index) => {
    coverage.isLinked[index] = coverage.dependsOn[index]!.length > 0 || dependencies.has(module.moduleId)
  })
  const indexes = Map.groupBy(candidates.keys(), (index) => moduleKey(candidates[index]!))
  const isCompound = candidates.map(() => false)
  for (const group of indexes.values()) measureModule(candidates, group, coverage, { isCompound, packing })
  if (indexes.size > 1) measureEchoes(candidates, coverage, isCompound)
  return coverage
}

function weighNeeds(candidates: Candidate[], packing: Packing): number[] {
  const scores = candidates.map((candidate) => Math.max(LEAST_RELEVANCE, relevanceOf(candidate)))
  if (packing === 'most') return scores
  const best = Math.max(...scores)
  return candidates.map(({ resolution, tokens, startOffset, endOffset }, at) => {
    const length = resolution === 'summary' ? (endOffset - startOffset) * TOKENS_PER_UNIT : tokens
    return Math.max(LEAST_RELEVANCE, (scores[at]! / best) ** STEEPNESS * Math.max(1, length) ** LENGTH_POWER)
  })
}

/** The value of the candidates at `chosen`; undefined when a whole module among them lacks a dependency. */
export function worthOf(candidates: Candidate[], coverage: Coverage, chosen: number[]): number | undefined {
  const present = new Set(chosen.map((index) => candidates[index]!.module.moduleId))
  const best = new Map<number, number>()
  for (const index of chosen) {
    const isComplete = coverage.dependsOn[index]!.every((moduleId) => present.has(moduleId))
    if (!isComplete && candidates[index]!.resolution === 'full') return undefined
    const weight = isComplete ? 1 : INCOMPLETE_WEIGHT
    for (const { need, share } of coverage.meets[index]!) {
      best.set(need, Math.max(best.get(need) ?? 0, weight * share))
    }
  }
  let value = 0
  for (const [need, share] of best) value += coverage.relevance[need]! * share
  return value
}

/** `isCompound`: by candidate, whether its range holds others; filled on the way. */
type Measuring = { isCompound: boolean[]; packing: Packing }

/** The needs of one module version, the smallest ranges first, so that what a range holds is known before it. */
function measureModule(
  candidates: Candidate[],
  group: number[],
  coverage: Coverage,
  { isCompound, packing }: Measuring,
): void {
  const { relevance, meets } = coverage
  const lengthOf = (index: number) => candidates[index]!.endOffset - candidates[index]!.startOffset
  const order = (index: number) => RESOLUTION_ORDER[candidates[index]!.resolution]
  const ordered = group.toSorted((a, b) => lengthOf(a) - lengthOf(b) || order(a) - order(b) || a - b)
  for (let at = 0; at < ordered.length; at++) {
    const index = ordered[at]!
    const candidate = candidates[index]!
    const texts: Candidate[] = []
    let beyond = relevance[index]!
    for (let before = 0; before < at; before++) {
      const inner = candidates[ordered[before]!]!
      if (inner.startOffset < candidate.startOffset || inner.endOffset > candidate.endOffset) continue
      beyond -= relevance[ordered[before]!]!
      if (inner.resolution !== 'summary') texts.push(inner)
    }
    if (texts.length > 0) {
      const uncovered = 1 - coveredLength(texts) / Math.max(1, lengthOf(index))
      const rest = candidate.resolution === 'summary' ? 0 : REST_SHARE[packing] * relevance[index]! * uncovered
      relevance[index] = Math.max(0, packing === 'most' ? beyond : 0, rest)
      isCompound[index] = true
      if (relevance[index] === 0) continue
    }
    for (const item of group) {
      const share = shareOf(candidates[item]!, candidate, isCompound[index]!, packing)
      if (share > 0) meets[item]!.push({ need: index, share })
    }
  }
}

/** A compound need is what is beyond the parts, so only an item that covers all of it meets it. */
function shareOf(item: Candidate, need: Candidate, isCompound: boolean, packing: Packing): number {
  if (item === need) return resolutionShare(item, packing)
  const common = Math.min(item.endOffset, need.endOffset) - Math.max(item.startOffset, need.startOffset)
  const length = need.endOffset - need.startOffset
  if (common <= 0 || (isCompound && common < length)) return 0
  return resolutionShare(item, packing) * (common / length)
}

function resolutionShare({ resolution, text, startOffset, endOffset }: Candidate, packing: Packing): number {
  if (resolution !== 'summary') return 1
  const told = Math.min(1, text.length / Math.max(1, endOffset - startOffset))
  return packing === 'most' ? Math.sqrt(told) : told
}

function coveredLength(texts: Candidate[]): number {
  let covered = 0
  let end = Number.NEGATIVE_INFINITY
  for (const { startOffset, endOffset } of texts.toSorted((a, b) => a.startOffset - b.startOffset)) {
    covered += Math.max(0, endOffset - Math.max(startOffset, end))
    end = Math.max(end, endOffset)
  }
  return covered
}

/** What one module says of what another's candidates are needed for. */
function measureEchoes(candidates: Candidate[], coverage: Coverage, isCompound: boolean[]): void {
  const sets = new Map<number, Set<number>>()
  const setOf = (at: number) => {
    const set = sets.get(at) ?? new Set(rememberedShingles(candidates[at]!.text))
    sets.set(at, set)
    return set
  }
  for (const [a, b] of findSimilar(candidates.map(sampleShingles))) {
    if (moduleKey(candidates[a]!) === moduleKey(candidates[b]!)) continue
    const [ofA, ofB] = [setOf(a), setOf(b)]
    const [small, large] = ofA.size < ofB.size ? [ofA, ofB] : [ofB, ofA]
    let common = 0
    for (const shingle of small) if (large.has(shingle)) common++
    const echo = (item: number, need: number, size: number) => {
      if (isCompound[need] || common < MIN_ECHO * size) return
      coverage.meets[item]!.push({ need, share: common / size })
      coverage.isLinked[item] = true
      coverage.isLinked[need] = true
    }
    echo(a, b, ofB.size)
    echo(b, a, ofA.size)
  }
}
