import type { HistorySummary, Turn } from '../vocabulary/types'

/** Places of the first and the last turn that a summary tells of; `through` is −1 where all of it came before the turns. */
export type Cover = { from: number; through: number }

export function coverOf({ fromTurnId, throughTurnId }: HistorySummary, turns: readonly Turn[]): Cover {
  const placeOf = (id: string) => turns.findIndex((turn) => turn.id === id)
  const through = placeOf(throughTurnId)
  return { from: fromTurnId === undefined ? 0 : Math.max(0, placeOf(fromTurnId)), through }
}

/**
 * Summaries of ranges that lie apart, as detailed as the room allows: those that cover most come first, and give way to
 * what covers their parts, the latest parts first, as long as that fits. What fits not even alone is left out.
 *
 * @param isOlder whether the turn at a place is one that a summary may stand in for
 */
export function chooseSummaries(
  summaries: readonly HistorySummary[],
  turns: readonly Turn[],
  isOlder: (place: number) => boolean,
  { room, costOf }: { room: number; costOf: (summary: HistorySummary) => number },
): HistorySummary[] {
  const offered = summaries
    .map((summary) => ({ summary, ...coverOf(summary, turns), cost: costOf(summary) }))
    .filter(({ from, through }) => through < 0 || (isOlder(from) && isOlder(through)))
    .sort((a, b) => b.through - b.from - (a.through - a.from) || a.summary.level - b.summary.level)
  let left = room
  let chosen: typeof offered = []
  for (const each of offered) {
    if (each.cost > left || chosen.some((other) => isOverlapping(other, each))) continue
    chosen.push(each)
    left -= each.cost
  }
  for (;;) {
    const split = chosen
      .toSorted((a, b) => b.through - a.through)
      .map((whole) => ({ whole, parts: partsOf(whole, offered) }))
      .find(({ whole, parts }) => parts.length > 0 && sumOf(parts) - whole.cost <= left)
    if (!split) break
    chosen = [...chosen.filter((each) => each !== split.whole), ...split.parts]
    left -= sumOf(split.parts) - split.whole.cost
  }
  return chosen.sort((a, b) => a.from - b.from).map(({ summary }) => summary)
}

type Offered = Cover & { summary: HistorySummary; cost: number }

/** Summaries of a lower level that together cover all of it, in order. */
function partsOf(whole: Offered, offered: readonly Offered[]): Offered[] {
  const inside = offered
    .filter(({ summary, from, through }) => {
      return summary.level < whole.summary.level && whole.from <= from && through <= whole.through
    })
    .sort((a, b) => a.from - b.from)
  const isGapless = inside.every(({ from }, at) => from === (at === 0 ? whole.from : inside[at - 1]!.through + 1))
  return isGapless && inside.at(-1)?.through === whole.through ? inside : []
}

function isOverlapping(a: Cover, b: Cover): boolean {
  // of two that tell of what came before, nobody knows
  if (a.through < 0 && b.through < 0) return true
  return a.from <= b.through && b.from <= a.through
}

function sumOf(offered: Offered[]): number {
  return offered.reduce((sum, { cost }) => sum + cost, 0)
}
