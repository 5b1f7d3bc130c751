import type { CandidateTrace } from '@/lib/engine'

/** Scores are 0–1. */
const BINS = 20

type ScoreBin = {
  from: number
  to: number
  strong: number
  weak: number
}
export type ScoreHistogram = {
  /** What is below it is too weak by itself. */
  floor: number
  /** Chunks that have a score. */
  count: number
  bins: ScoreBin[]
}

type Scored = Pick<CandidateTrace, 'reason' | 'because' | 'signals' | 'chunkId'>

/** The scores of the chunks that were found, beside the relevance floor; null where none was held against it. */
export function histogramOf(candidates: Scored[]): ScoreHistogram | null {
  const held = candidates.flatMap(({ reason, because, signals }) => {
    const { compared, limit, unit } = because ?? {}
    const isHeld = reason === 'relevant' || reason === 'below_relevance_floor'
    return isHeld && unit === 'score' && compared !== undefined && limit !== undefined
      ? [{ compared, limit, signals }]
      : []
  })
  const [first] = held
  if (!first) return null
  const floor = first.limit
  const share = shareOfRelevance(held)
  const scores = candidates.flatMap(({ chunkId, signals: { relevance, support = relevance } }) =>
    // a whole module has the score of its chunk
    chunkId !== undefined && relevance !== undefined && support !== undefined
      ? [share * relevance + (1 - share) * support]
      : [],
  )
  const bins = Array.from(
    { length: BINS },
    (_, n): ScoreBin => ({
      ...{ from: n / BINS, to: (n + 1) / BINS, strong: 0, weak: 0 },
    }),
  )
  for (const score of scores) {
    const at = Math.min(BINS - 1, Math.max(0, Math.floor(score * BINS)))
    // what was held against it equals it to the last bits of rounding
    bins[at]![score < floor - 1e-9 ? 'weak' : 'strong']++
  }
  return { floor, count: scores.length, bins }
}

/**
 * What relevance counts beside support. A trace names the score of those alone that it decided about; the weights of the
 * policy follow from these, best from the one whose two signals differ most.
 */
function shareOfRelevance(held: { compared: number; signals: CandidateTrace['signals'] }[]): number {
  const spreadOf = ({ relevance = 0, support = relevance }: CandidateTrace['signals']) => relevance - support
  const [widest] = held.toSorted((x, y) => Math.abs(spreadOf(y.signals)) - Math.abs(spreadOf(x.signals)))
  const spread = widest ? spreadOf(widest.signals) : 0
  if (!widest || Math.abs(spread) < 1e-6) return 1
  return (widest.compared - (widest.signals.support ?? 0)) / spread
}
