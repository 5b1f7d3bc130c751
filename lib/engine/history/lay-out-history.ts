import type { HistoryEntry } from '../vocabulary/plan'
import type { HistorySummary, StatedFact, Turn } from '../vocabulary/types'
import { coverOf } from './summary-ranges'

type LaidOut = { olderTurns: Turn[]; recentTurns: Turn[]; summaries: HistorySummary[]; stated: StatedFact[] }

/**
 * What turns state that are not sent, then older turns and summaries by their place in the conversation, with a gap where something is missing between them or
 * before the recent turns. A summary stands where what it covers begins.
 *
 * @param turns all of the conversation that say something, oldest first
 */
export function layOutHistory(
  turns: readonly Turn[],
  { olderTurns, recentTurns, summaries, stated }: LaidOut,
): HistoryEntry[] {
  const told: HistoryEntry[] = stated.length > 0 ? [{ kind: 'stated', facts: stated }] : []
  if (olderTurns.length === 0 && summaries.length === 0) return told
  const older = new Set(olderTurns)
  const recent = new Set(recentTurns)
  const covers = summaries.map((summary) => ({ summary, ...coverOf(summary, turns) }))
  const isCovered = (at: number) => covers.some(({ from, through }) => from <= at && at <= through)
  const before = covers.filter(({ through }) => through < 0).map(({ summary }) => toEntry(summary))
  const entries: HistoryEntry[] = [...told, ...before]
  let missing = 0
  const close = (day?: string) => {
    if (missing > 0) entries.push({ kind: 'gap', count: missing, ...(day === undefined ? {} : { day }) })
    missing = 0
  }
  for (let at = 0; at < turns.length; at++) {
    const turn = turns[at]!
    for (const { summary, from, through } of covers) {
      if (from !== at || through < at) continue
      close()
      entries.push(toEntry(summary))
    }
    if (older.has(turn)) {
      close(turn.day)
      entries.push({ kind: 'turn', turn })
    } else if (!recent.has(turn) && !isCovered(at)) missing++
  }
  close()
  return entries
}

const toEntry = (summary: HistorySummary): HistoryEntry => ({ kind: 'summary', summary })
