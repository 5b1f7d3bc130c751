import type { SaidOnce, Turn } from '../vocabulary/types'
import type { HistoryInput, TurnFate } from './history-input'
import type { Cover } from './summary-ranges'

export type Room = {
  /** Older turns, oldest first, and how much each has to do with the query. */
  turns: Turn[]
  scores: number[]
  /** Which of them go before all others, the higher the sooner; default 0. */
  ranks?: Rank[]
  settings: HistoryInput['settings']
  costOf: HistoryInput['costOf']
  /** For turns and the gaps between them. */
  tokens: number
  /** Ranges that a summary tells of: nothing is missing there. */
  summaries?: Cover[]
}

/** What goes before all others: what somebody pinned, what this question asked for, then what the conversation began with. */
export type Rank = 0 | 1 | 2 | 3
const RANK_REASONS = { 1: 'turn_first', 2: 'turn_unfolded', 3: 'turn_pinned' } as const

/** Whether somebody asked for the turn, now or for good. */
export const isAskedFor = ({ isPinned, isUnfolded }: Turn) => isPinned || isUnfolded

export type FilledRoom = {
  /** The most valuable first. */
  olderTurns: Turn[]
  /** One for each turn, oldest first. */
  fates: TurnFate[]
}

/** After so many in a row that did not fit the room counts as full. */
const MISSES = 50

/** All turns where they fit, else the best first, each with what says that something is missing beside it. */
export function fillRoom(room: Room): FilledRoom {
  const { turns, costOf, tokens } = room
  const all = sumUpTo(turns, costOf, tokens)
  if (all !== undefined) {
    const because = { compared: all, limit: tokens, unit: 'tokens' } as const
    const fates = turns.map((turn): TurnFate => {
      return { turn, tokens: costOf.older(turn), isSent: true, reason: 'turns_fit', because }
    })
    return { olderTurns: turns.toReversed(), fates }
  }
  return fillByWorth(room)
}

/** The sum, or nothing when it passes the limit: then not all are counted. */
function sumUpTo(turns: Turn[], costOf: Costs, limit: number): number | undefined {
  let sum = 0
  for (sum of sumsFromNewest(turns, costOf)) if (sum > limit) return undefined
  return sum
}

type Costs = Pick<HistoryInput['costOf'], 'older' | 'once'>

/** What the newest turn costs, the newest two, and so on. */
export function* sumsFromNewest(turns: readonly Turn[], costOf: Costs): Generator<number> {
  let sum = 0
  const said = new Set<string>()
  for (const turn of turns.toReversed()) {
    sum += costOf.older(turn) + sumOfNew(costOf.once(turn), said)
    keepSaid(costOf.once(turn), said)
    yield sum
  }
}

function sumOfNew(once: readonly SaidOnce[], said: ReadonlySet<string>): number {
  let sum = 0
  for (const { of, tokens } of once) if (!said.has(of)) sum += tokens
  return sum
}

function keepSaid(once: readonly SaidOnce[], said: Set<string>): void {
  for (const { of } of once) said.add(of)
}

/** What a turn costs beside its own text where nothing is said before it. */
export const costOfAll = (once: readonly SaidOnce[]) => sumOfNew(once, new Set())

/** Places of turns, the most valuable first; of equals the latest. */
function orderTurns(scores: readonly number[], rankOf: (at: number) => Rank): number[] {
  const byScore = (a: number, b: number) => scores[b]! - scores[a]! || b - a
  const first: number[] = []
  const others: number[] = []
  for (let at = scores.length - 1; at >= 0; at--) {
    if (rankOf(at) > 0) first.push(at)
    else others.push(at)
  }
  first.sort((a, b) => rankOf(b) - rankOf(a) || byScore(a, b))
  return [...first, ...others.sort(byScore)]
}

function fillByWorth({ turns, scores, ranks, costOf, tokens, summaries = [] }: Room): FilledRoom {
  const rankOf = (at: number) => ranks?.[at] ?? 0
  const order = orderTurns(scores, rankOf)
  const isTold = new Uint8Array(turns.length)
  for (const { from, through } of summaries) isTold.fill(1, from, Math.max(from, through + 1))
  const isSent = new Array<boolean>(turns.length).fill(false)
  /** Whether nothing is missing right there: sent, told by a summary, or the end of the older turns. */
  const isClosed = (at: number) => at < 0 || isSent[at] || isTold[at] || at >= turns.length
  /** Gaps that are there with the turn, less those without it. */
  const gapsBy = (at: number) => {
    if (isTold[at]) return 0
    return (isClosed(at - 1) ? 0 : 1) + (isClosed(at + 1) ? 0 : 1) - 1
  }
  // Before the first turn is chosen all is missing that no summary tells of.
  const gaps = turns.filter((_, at) => !isTold[at] && isClosed(at - 1)).length
  let left = tokens - gaps * costOf.gap
  const said = new Set<string>()
  let misses = 0
  let full = Number.POSITIVE_INFINITY
  const olderTurns: Turn[] = []
  const fateOf = (at: number, rank: number): TurnFate => {
    const turn = turns[at]!
    if (misses >= MISSES) {
      const because = { compared: rank + 1, limit: full, unit: 'rank' } as const
      return { turn, isSent: false, reason: 'turn_too_far_down', because }
    }
    const own = costOf.older(turn)
    const needed = Math.max(0, own + sumOfNew(costOf.once(turn), said) + gapsBy(at) * costOf.gap)
    // where not even the gaps fit, nothing is told
    const compared = left < 0 ? own : needed
    const because = { compared, limit: Math.max(0, left), unit: 'tokens' } as const
    if (compared > because.limit) {
      misses++
      if (misses >= MISSES) full = rank + 1
      return { turn, tokens: own, isSent: false, reason: 'turn_over_budget', because }
    }
    misses = 0
    left -= needed
    keepSaid(costOf.once(turn), said)
    isSent[at] = true
    olderTurns.push(turn)
    const first = rankOf(at)
    const reason = first > 0 ? RANK_REASONS[first as 1 | 2 | 3] : scores[at]! > 0 ? 'turn_relevant' : 'turn_fills'
    return { turn, tokens: own, isSent: true, reason, because }
  }
  const fates = new Array<TurnFate>(turns.length)
  for (const [rank, at] of order.entries()) fates[at] = fateOf(at, rank)
  return { olderTurns, fates }
}
