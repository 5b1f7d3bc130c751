import type { Turn } from '../vocabulary/types'
import { toExchanges } from './exchanges'

/** What is looked at of a turn: the ids of its terms, and how many words it has. */
export type TurnWords = (turn: Turn) => { ids: Iterable<number>; words: number }

/** Words from which on a run of exchanges is worth a summary, and at which it ends. */
const LEAST_WORDS = 150
const MOST_WORDS = 1_200
/** Share of an exchange's terms in the episode under which it speaks of something else. */
const SAME_TOPIC = 0.15

/**
 * Runs of whole exchanges about one topic or of one day, oldest first; the last run may go on and is no episode yet. What
 * is appended to the turns changes none of the episodes that they have.
 */
export function cutEpisodes(turns: readonly Turn[], wordsOf: TurnWords): Turn[][] {
  const episodes: Turn[][] = []
  let open: Turn[] = []
  let words = 0
  let terms = new Set<number>()
  for (const exchange of toExchanges(turns)) {
    const known = exchange.map(wordsOf)
    const ids = new Set(known.flatMap((each) => [...each.ids]))
    const count = known.reduce((sum, each) => sum + each.words, 0)
    const isOver = words + count > MOST_WORDS || exchange[0]?.day !== open[0]?.day || shareOf(ids, terms) < SAME_TOPIC
    if (words >= LEAST_WORDS && isOver) {
      episodes.push(open)
      open = []
      words = 0
      terms = new Set()
    }
    open.push(...exchange)
    words += count
    for (const id of ids) terms.add(id)
  }
  return episodes
}

function shareOf(ids: ReadonlySet<number>, terms: ReadonlySet<number>): number {
  let shared = 0
  for (const id of ids) if (terms.has(id)) shared++
  // what says nothing speaks of nothing else
  return ids.size === 0 ? 1 : shared / ids.size
}
