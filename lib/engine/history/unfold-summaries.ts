import type { HistorySummary, Turn } from '../vocabulary/types'
import { coverOf } from './summary-ranges'

type Told = { turns: Turn[]; summaries: HistorySummary[] }

/**
 * The conversation with the turns that some summaries tell of wanted word for word, and without these summaries and those
 * of parts of them. One whose turns are not known stays: there is nothing to put in its place.
 */
export function unfoldSummaries({ turns, summaries }: Told, ids: readonly string[]): Told {
  const covers = summaries.map((summary) => ({ summary, ...coverOf(summary, turns) }))
  const unfolded = covers.filter(({ summary, through }) => through >= 0 && ids.includes(summary.id))
  const isWanted = (at: number) => unfolded.some(({ from, through }) => from <= at && at <= through)
  const isInside = (cover: (typeof covers)[number]) =>
    cover.through >= 0 && unfolded.some(({ from, through }) => from <= cover.from && cover.through <= through)
  return {
    turns: turns.map((turn, at) => (isWanted(at) ? { ...turn, isUnfolded: true } : turn)),
    summaries: covers.filter((cover) => !isInside(cover)).map(({ summary }) => summary),
  }
}
