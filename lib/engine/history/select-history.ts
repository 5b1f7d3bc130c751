import type { HistorySummary, StatedFact, Turn } from '../vocabulary/types'
import { lastExchanges, numberExchanges, sayingTurns } from './exchanges'
import { costOfAll, type FilledRoom, fillRoom, isAskedFor, type Rank, type Room, sumsFromNewest } from './fill-room'
import type { HistoryInput, StatedFate, TurnFate } from './history-input'
import { noneStated, type SelectedStated, selectStated } from './select-stated'
import { chooseSummaries, coverOf } from './summary-ranges'

export type SelectedHistory = {
  /** Oldest first. */
  recentTurns: Turn[]
  /** The most valuable first. */
  olderTurns: Turn[]
  /** Oldest first; none whose turns are all sent. */
  summaries: HistorySummary[]
  /** Oldest first: what turns that are not sent state, and what is pinned. */
  stated: StatedFact[]
  /** One for each turn that says something, oldest first. */
  fates: TurnFate[]
  /** One for each that the turns state, oldest first. */
  statedFates: StatedFate[]
}

/** Share of the room that summaries may take from the turns. */
const SUMMARY_SHARE = 0.25

/** `fates` are of the older turns, oldest first. */
type Chosen = Pick<FilledRoom, 'olderTurns' | 'fates'> & { summaries: HistorySummary[] }

/**
 * Which turns are sent. All of them where they fit. Else the last exchanges, or the latest alone where these do not fit;
 * then pinned turns, the first question, and older turns, the most relevant first, and the newest where nothing speaks for
 * any. Messages are taken whole or left out. Summaries stand in for turns that are not sent, and for nothing else; what
 * these state that lasts is sent beside them.
 */
export function selectHistory(input: HistoryInput): SelectedHistory {
  const { settings, costOf } = input
  const aloneCost = (turn: Turn) => costAlone(turn, costOf)
  const turns = sayingTurns(input.turns)
  const recentTurns = takeRecent(turns, input)
  const older = turns.slice(0, turns.length - recentTurns.length)
  const exchangeOf = numberExchanges(turns)
  const recentFates = recentTurns.map((turn, at): TurnFate => {
    const compared = exchangeOf[older.length + at]!
    const because = { compared, limit: settings.verbatimExchanges, unit: 'exchanges' } as const
    return { turn, tokens: costOf.recent(turn), isSent: true, reason: 'turn_recent', because }
  })
  const left = input.available - sumOf(recentTurns, costOf.recent)
  const choose = settings.olderTurns === 'off' ? switchedOff : fillOlder
  const { chosen, told } = withStated()
  return {
    recentTurns,
    olderTurns: chosen.olderTurns,
    summaries: chosen.summaries,
    stated: told.stated,
    fates: [...chosen.fates, ...recentFates],
    statedFates: told.statedFates,
  }

  /** The turns leave room for what those of them state that then are not sent. */
  function withStated(): { chosen: Chosen; told: SelectedStated } {
    const first = choose(left)
    if (!settings.facts || !input.stated?.length) return { chosen: first, told: noneStated }
    const wanted = selectStated(input, isSentBy(first), left - costOf.block)
    if (wanted.tokens === 0) return { chosen: first, told: wanted }
    const chosen = choose(left - wanted.tokens)
    return { chosen, told: selectStated(input, isSentBy(chosen), wanted.tokens, wanted.tokens) }
  }

  function isSentBy({ olderTurns }: Chosen) {
    const sent = new Set([...recentTurns, ...olderTurns].map(({ id }) => id))
    return (turnId: string) => sent.has(turnId)
  }

  function isKnown(id: string) {
    return turns.some((turn) => turn.id === id)
  }

  function switchedOff(left: number): Chosen {
    // a gap after each, and one before them all
    const room = left - costOf.block - costOf.gap
    const asked = takeAskedFor(older, room)
    const isTold = (summary: HistorySummary) => costOf.summary(summary) + costOf.gap
    const used = sumOf(asked.olderTurns, aloneCost)
    const sent = new Set(asked.olderTurns)
    const summaries = offerSummaries(older, room - used, isTold).filter((each) =>
      isNeeded(each, older, (turn) => !sent.has(turn)),
    )
    const known = new Map(asked.fates.map((fate) => [fate.turn, fate]))
    const fatesOff = older.map((turn, at): TurnFate => {
      const compared = exchangeOf[at]!
      // the latest alone is kept where the last exchanges do not fit
      const limit = Math.min(settings.verbatimExchanges, compared - 1)
      const because = { compared, limit, unit: 'exchanges' } as const
      return known.get(turn) ?? { turn, isSent: false, reason: 'turns_off', because }
    })
    return { olderTurns: asked.olderTurns, summaries, fates: fatesOff }
  }

  /** What somebody asked for, the newest first, whatever else is off. */
  function takeAskedFor(older: Turn[], room: number): Pick<Chosen, 'olderTurns' | 'fates'> {
    let left = Math.max(0, room)
    const fates = older
      .filter(isAskedFor)
      .toReversed()
      .map((turn): TurnFate => {
        const tokens = costOf.older(turn)
        const because = { compared: aloneCost(turn), limit: left, unit: 'tokens' } as const
        const isSent = because.compared <= left
        const reason = turn.isPinned ? 'turn_pinned' : 'turn_unfolded'
        if (isSent) left -= because.compared
        return { turn, tokens, isSent, reason: isSent ? reason : 'turn_over_budget', because }
      })
    return { olderTurns: fates.filter(({ isSent }) => isSent).map(({ turn }) => turn), fates }
  }

  function fillOlder(left: number): Chosen {
    const scores = scoresOf(older, input)
    const ranks = ranksOf(older, turns)
    const room: Room = { turns: older, scores, ranks, settings, costOf, tokens: left - costOf.block }
    const verbatim = Math.min(left, (input.availableVerbatim ?? input.available) - (input.available - left))
    const isCut = verbatim < left && settings.summaries && input.summaries.length > 0
    const first = fillRoom(isCut ? { ...room, tokens: verbatim - costOf.block } : room)
    const isComplete =
      first.olderTurns.length === older.length && input.summaries.every(({ throughTurnId }) => isKnown(throughTurnId))
    if (isComplete || !settings.summaries) return { ...first, summaries: [] }
    const summaries = offerSummaries(older, Math.floor(SUMMARY_SHARE * room.tokens), costOf.summary)
    const told = sumOf(summaries, costOf.summary)
    if (summaries.length === 0) return { ...(isCut ? fillRoom(room) : first), summaries }
    const tokens = (isCut ? verbatim : left) - costOf.block - told
    const filled = fillRoom({ ...room, tokens, summaries: summaries.map((each) => coverOf(each, older)) })
    const sent = new Set(filled.olderTurns)
    const isDropped = (turn: Turn) => !sent.has(turn)
    return { ...filled, summaries: summaries.filter((summary) => isNeeded(summary, older, isDropped)) }
  }

  function offerSummaries(older: Turn[], room: number, cost: HistoryInput['costOf']['summary']): HistorySummary[] {
    if (!settings.summaries) return []
    const isOlder = (place: number) => place < older.length
    const known = input.summaries.filter(({ text }) => text.trim() !== '')
    return chooseSummaries(known, turns, isOlder, { room, costOf: cost })
  }
}

/** Tokens the section could use: everything verbatim, counted from the newest on as far as `most`. */
export function wantedHistory({ turns, summaries, stated = [], settings, costOf }: HistoryInput, most: number): number {
  const saying = sayingTurns(turns)
  const { verbatimExchanges } = settings
  const recent = lastExchanges(saying, verbatimExchanges).flat()
  const older = saying.slice(0, saying.length - recent.length)
  const known = new Set(settings.olderTurns === 'off' || stated.length === 0 ? [] : saying.map(({ id }) => id))
  const always = settings.facts ? stated.filter(({ isPinned, turnId }) => isPinned || !known.has(turnId)) : []
  const facts = always.length > 0 ? sumOf(always, costOf.stated) + costOf.statedBlock : 0
  const wanted = sumOf(recent, costOf.recent) + facts
  if (settings.olderTurns === 'off') {
    const pinned = sumOf(older.filter(isAskedFor), (turn) => costAlone(turn, costOf))
    const told = pinned + (settings.summaries && older.length > 0 ? sumOf(summaries, costOf.summary) : 0)
    return wanted + (told + facts > 0 ? told + costOf.block : 0)
  }
  let told = 0
  for (told of sumsFromNewest(older, costOf)) if (wanted + told > most) break
  return wanted + (told + facts > 0 ? told + costOf.block : 0)
}

/** A turn with a gap after it, and all that its heading can say. */
const costAlone = (turn: Turn, costOf: HistoryInput['costOf']) =>
  costOf.older(turn) + costOf.gap + costOfAll(costOf.once(turn))

/** The last exchanges, all of them or the latest alone: what somebody asked for before them comes first. */
function takeRecent(turns: Turn[], { settings, available, costOf }: HistoryInput): Turn[] {
  for (const count of [settings.verbatimExchanges, Math.min(1, settings.verbatimExchanges)]) {
    const kept = lastExchanges(turns, count)
    // Providers expect that a conversation begins with the user.
    while (kept.length > 0 && kept[0]![0]!.role !== 'user') kept.shift()
    const recent = kept.flat()
    const before = turns.slice(0, turns.length - recent.length).filter(isAskedFor)
    const asked = before.length > 0 ? sumOf(before, (turn) => costAlone(turn, costOf) + costOf.gap) + costOf.block : 0
    const room = count > 1 ? available - asked : available
    if (sumOf(recent, costOf.recent) <= room) return recent
  }
  return []
}

function ranksOf(older: Turn[], turns: Turn[]): Rank[] {
  const first = turns.find(({ role }) => role === 'user')
  return older.map((turn) => (turn.isPinned ? 3 : turn.isUnfolded ? 2 : turn === first ? 1 : 0))
}

function scoresOf(older: Turn[], { turns, scores, settings }: HistoryInput): number[] {
  if (settings.olderTurns === 'newest' || !scores) return older.map(() => 0)
  // they are the first of those that say something
  let at = 0
  return older.map((turn) => {
    while (turns[at] !== turn) at++
    return scores[at++] ?? 0
  })
}

/** Whether it tells of a turn that is not sent, or of what came before all that are known. */
function isNeeded(summary: HistorySummary, older: Turn[], isDropped: (turn: Turn) => boolean): boolean {
  const { from, through } = coverOf(summary, older)
  return through < 0 || older.slice(from, through + 1).some(isDropped)
}

function sumOf<T>(items: readonly T[], costOf: (item: T) => number): number {
  return items.reduce((total, item) => total + costOf(item), 0)
}
