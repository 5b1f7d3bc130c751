import { ndcgAtK, recallAtK, reciprocalRank } from '../evaluate/ranking-metrics'
import type { CheckedContext } from '../vocabulary/checks'
import type { Candidate } from '../vocabulary/types'
import { heldShare, LEAST_HELD } from './held-share'
import { foundModules, foundTexts, spansOf, textOf } from './sent-modules'

/** A module that should be there, or a passage of it, in the words it stood in; `grade` 1–3 says how much. */
export type Label = { module: string; passage?: { text: string } | undefined; grade: number }

/** What became of a label. */
export type LabelOutcome = {
  /** 1-based: of a module among the modules that were found, of a passage among the texts; missing where it was not. */
  place?: number
  isSent: boolean
  /** Share of it that the model gets, 0–1: of a module all or nothing. */
  held: number
}

/** Tokens of the best texts in which labels are looked for, beside what was really sent. */
export const EVIDENCE_BUDGETS = [1_000, 2_000, 4_000] as const

/**
 * Each 0–1. `sent` is the share of the labels that the model gets; `evidence` of those that stand in the best texts up to
 * each of `EVIDENCE_BUDGETS`.
 */
export type RetrievalMetrics = { recall: number; ndcg: number; mrr: number; sent: number; evidence: number[] }

/** Positions that count. */
const DEPTH = 10

/**
 * How well the search ranked what is labelled: recall@10, nDCG@10, reciprocal rank. A passage is found where the texts up
 * to there hold at least `LEAST_HELD` of it. What stands among the instructions was not searched for: it counts as sent,
 * and not for the ranking. Undefined without labels.
 */
export function rateRetrieval(
  context: CheckedContext,
  labels: Label[],
): { metrics: RetrievalMetrics; labels: LabelOutcome[] } | undefined {
  if (labels.length === 0) return undefined
  const [modules, texts] = [foundModules(context), foundTexts(context)]
  const rated = labels.map((label) => {
    const held = sentShare(context, label)
    const place = findPlace(label, modules, texts)
    const outcome: LabelOutcome = { ...(place ? { place } : {}), isSent: held >= LEAST_HELD, held }
    return { label, outcome, isSearched: modules.includes(label.module) || !outcome.isSent }
  })
  const searched = rated.filter(({ isSearched }) => isSearched)
  const ranked = rankLabels(searched.map(({ outcome }) => outcome.place))
  const relevant = new Set(searched.map((_, at) => String(at)))
  const gains = new Map(searched.map(({ label }, at) => [String(at), label.grade]))
  const share = (count: number, of: number) => (of === 0 ? 1 : count / of)
  const metrics = {
    recall: recallAtK(ranked, relevant, DEPTH),
    ndcg: ndcgAtK(ranked, gains, DEPTH),
    mrr: relevant.size === 0 ? 1 : reciprocalRank(ranked, relevant),
    sent: share(rated.filter(({ outcome }) => outcome.isSent).length, rated.length),
    evidence: EVIDENCE_BUDGETS.map((budget) => {
      const best = takeWithin(texts, budget)
      return share(searched.filter(({ label }) => isHeld(label, best)).length, searched.length)
    }),
  }
  return { metrics, labels: rated.map(({ outcome }) => outcome) }
}

function sentShare(context: CheckedContext, { module, passage }: Label): number {
  if (passage) return heldShare([textOf(context, module)], passage.text)
  return spansOf(context, module).length > 0 ? 1 : 0
}

function findPlace({ module, passage }: Label, modules: string[], texts: Candidate[]): number | undefined {
  if (!passage) return modules.indexOf(module) + 1 || undefined
  const own: string[] = []
  for (const [at, text] of texts.entries()) {
    if (text.module.moduleId !== module) continue
    own.push(text.text)
    if (heldShare(own, passage.text) >= LEAST_HELD) return at + 1
  }
  return undefined
}

/** The labels by name, each at its place; of several at one place, as two passages of one text, the later ones move on. */
function rankLabels(places: (number | undefined)[]): string[] {
  const found = places.flatMap((place, at) => (place ? { place, at } : [])).sort((a, b) => a.place - b.place)
  const ranked: string[] = []
  for (const { place, at } of found) {
    while (ranked.length < place - 1) ranked.push(`other ${ranked.length}`)
    ranked.push(String(at))
  }
  return ranked
}

/** The best texts that fit together; one that does not is passed over, as packing does. */
function takeWithin(texts: Candidate[], budget: number): Candidate[] {
  let left = budget
  return texts.filter(({ tokens }) => {
    if (tokens > left) return false
    left -= tokens
    return true
  })
}

function isHeld({ module, passage }: Label, texts: Candidate[]): boolean {
  const own = texts.filter((text) => text.module.moduleId === module)
  if (!passage) return own.length > 0
  return (
    heldShare(
      own.map(({ text }) => text),
      passage.text,
    ) >= LEAST_HELD
  )
}
