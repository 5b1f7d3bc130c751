import { ndcgAtK, recallAtK, reciprocalRank } from '../evaluate/ranking-metrics'
import type { CheckedContext } from '../vocabulary/checks'
import { foundModules, spansOf } from './sent-modules'

/** A module that should be there; `grade` 1–3 says how much. */
export type Label = { module: string; grade: number }

/** Each 0–1. `sent` is the share of the labelled modules that the model gets. */
export type RetrievalMetrics = { recall: number; ndcg: number; mrr: number; sent: number }

/** Positions that count. */
const DEPTH = 10

/**
 * How well the search ranked the labelled modules: recall@10, nDCG@10, reciprocal rank. What stands among the instructions
 * was not searched for: it counts as sent, and not for the ranking. Undefined without labels.
 */
export function rateRetrieval(context: CheckedContext, labels: Label[]): RetrievalMetrics | undefined {
  if (labels.length === 0) return undefined
  const isSent = ({ module }: Label) => spansOf(context, module).length > 0
  const ranked = foundModules(context)
  const searched = labels.filter((label) => ranked.includes(label.module) || !isSent(label))
  const relevant = new Set(searched.map(({ module }) => module))
  const gains = new Map(searched.map(({ module, grade }) => [module, grade]))
  return {
    recall: recallAtK(ranked, relevant, DEPTH),
    ndcg: ndcgAtK(ranked, gains, DEPTH),
    mrr: relevant.size === 0 ? 1 : reciprocalRank(ranked, relevant),
    sent: labels.filter(isSent).length / labels.length,
  }
}
