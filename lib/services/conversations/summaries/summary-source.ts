import type { HistorySummary, Turn } from '@/lib/engine'
import { SUMMARY_SHARES } from '@/lib/texts/tasks/summarize-turns'

type Conversation = { turns: Turn[]; summaries: HistorySummary[] }
export type SummarizedRange = Pick<HistorySummary, 'level' | 'fromTurnId' | 'throughTurnId'>
export type SummarySource = {
  /** The messages of the range. */
  range: Turn[]
  /** The turns to shorten: those of the range, or the lines of its episodes' summaries. */
  told: Turn[]
  /** Words of the extracted summary per word of `told`. */
  share: number
}

/**
 * What a range is summarized from: its messages, or on level 2 the summaries of its episodes; null where they are gone.
 */
export function summarySource(
  { level, fromTurnId, throughTurnId }: SummarizedRange,
  { turns, summaries }: Conversation,
): SummarySource | null {
  const placeOf = placesIn(turns)
  const from = fromTurnId === undefined ? 0 : placeOf.get(fromTurnId)
  const through = placeOf.get(throughTurnId)
  if (from === undefined || through === undefined || through < from) return null
  const range = turns.slice(from, through + 1)
  if (level === 1) return { range, told: range, share: SUMMARY_SHARES.said }
  const endOf = (summary: HistorySummary) => placeOf.get(summary.throughTurnId) ?? -1
  const parts = summaries
    .filter((each) => each.level === 1 && from <= endOf(each) && endOf(each) <= through)
    .toSorted((a, b) => endOf(a) - endOf(b))
  if (parts.length === 0) return null
  return { range, told: toTurns(parts), share: SUMMARY_SHARES.told }
}

const placesByTurns = new WeakMap<Turn[], Map<string, number>>()

/** Place by id, computed once: a long conversation is asked for each of its episodes. */
function placesIn(turns: Turn[]): Map<string, number> {
  const known = placesByTurns.get(turns)
  if (known) return known
  const places = new Map(turns.map(({ id }, at) => [id, at]))
  placesByTurns.set(turns, places)
  return places
}

/** The lines of summaries as they were said. */
function toTurns(parts: HistorySummary[]): Turn[] {
  return parts.flatMap(({ id, text }) =>
    text.split('\n').map((line, at): Turn => {
      const role = line.startsWith('User: ') ? 'user' : 'assistant'
      return { id: `${id} ${at}`, role, content: line.replace(/^(?:User|Answer): /, '') }
    }),
  )
}
