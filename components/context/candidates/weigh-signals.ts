import type { CandidateTrace } from '@/lib/engine'

/** The mean of the signals that have a weight, as reranking makes it, and the sum of those weights; null without any. */
export function weighSignals(
  signals: CandidateTrace['signals'],
  weights: Record<string, number>,
): { mean: number; total: number } | null {
  const weighed = Object.entries(signals).flatMap(([name, value]) => {
    const weight = weights[name]
    return weight === undefined ? [] : [{ value, weight }]
  })
  if (weighed.length === 0) return null
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  const sum = weighed.reduce((before, { value, weight }) => before + weight * value, 0)
  return { mean: total > 0 ? sum / total : 0, total }
}
