import type { HistorySummary, Turn } from '../vocabulary/types'
import { sayingTurns, toExchanges } from './exchanges'
import { fillRoom, type Room } from './fill-room'
import type { HistoryInput, TurnFate } from './history-input'
import { chooseSummaries, coverOf } from './summary-ranges'

export type SelectedHistory = {
  /** Oldest first. */
  recentTurns: Turn[]
  /** The most valuable first. */
  olderTurns: Turn[]
  /** Oldest first; none whose turns are all sent. */
  summaries: HistorySummary[]
  /** One for each turn that says something, oldest first. */
  fates: TurnFate[]
}

/** Share of the room that summaries may take from the turns. */
const SUMMARY_SHARE = 0.25

/**
 * Which turns are sent. All of them where they fit. Else the last exchanges, or the latest alone where these do not fit;
 * then older turns, the most relevant first, and the newest where nothing speaks for any. Messages are taken whole or left
 * out. Summaries stand in for turns that are not sent, and for nothing else.
 */
export function selectHistory(input: HistoryInput): SelectedHistory {
  const { settings, costOf } = input
  const turns = sayingTurns(input.turns)
  const recentTurns = takeRecent(turns, input)
  const older = turns.slice(0, turns.length - recentTurns.length)
  const exchangeOf = countExchanges(turns)
  const fates = new Map<Turn, TurnFate>()
  for (const turn of recentTurns) {
    const because = { compared: exchangeOf.get(turn)!, limit: settings.verbatimExchanges, unit: 'exchanges' } as const
    fates.set(turn, { turn, tokens: costOf.recent(turn), isSent: true, reason: 'turn_recent', because })
  }
  const left = input.available - sumOf(recentTurns, costOf.recent)
  const chosen = settings.olderTurns === 'off' ? switchedOff(older) : fillOlder(older)
  for (const fate of chosen.fates) fates.set(fate.turn, fate)
  return {
    recentTurns,
    olderTurns: chosen.olderTurns,
    summaries: chosen.summaries,
    fates: turns.map((turn) => fates.get(turn)!),
  }

  function isKnown(id: string) {
    return turns.some((turn) => turn.id === id)
  }

  function switchedOff(older: Turn[]) {
    // a gap after each, and one before them all
    const isTold = (summary: HistorySummary) => costOf.summary(summary) + costOf.gap
    const summaries = offerSummaries(older, left - costOf.block - costOf.gap, isTold)
    const fatesOff = older.map((turn): TurnFate => {
      const compared = exchangeOf.get(turn)!
      // the latest alone is kept where the last exchanges do not fit
      const limit = Math.min(settings.verbatimExchanges, compared - 1)
      return { turn, isSent: false, reason: 'turns_off', because: { compared, limit, unit: 'exchanges' } }
    })
    return { olderTurns: [], summaries, fates: fatesOff }
  }

  function fillOlder(older: Turn[]) {
    const room: Room = { turns: older, scores: scoresOf(older, input), settings, costOf, tokens: left - costOf.block }
    const verbatim = Math.min(left, (input.availableVerbatim ?? input.available) - (input.available - left))
    const isCut = verbatim < left && settings.summaries && input.summaries.length > 0
    const first = fillRoom(isCut ? { ...room, tokens: verbatim - costOf.block } : room)
    const isComplete = first.dropped.size === 0 && input.summaries.every(({ throughTurnId }) => isKnown(throughTurnId))
    if (isComplete || !settings.summaries) return { ...first, summaries: [] }
    const summaries = offerSummaries(older, Math.floor(SUMMARY_SHARE * room.tokens), costOf.summary)
    const told = sumOf(summaries, costOf.summary)
    if (summaries.length === 0) return { ...(isCut ? fillRoom(room) : first), summaries }
    const tokens = (isCut ? verbatim : left) - costOf.block - told
    const filled = fillRoom({ ...room, tokens, summaries: summaries.map((each) => coverOf(each, older)) })
    return { ...filled, summaries: summaries.filter((summary) => isNeeded(summary, older, filled.dropped)) }
  }

  function offerSummaries(older: Turn[], room: number, cost: HistoryInput['costOf']['summary']): HistorySummary[] {
    if (!settings.summaries) return []
    const isOlder = (place: number) => place < older.length
    const known = input.summaries.filter(({ text }) => text.trim() !== '')
    return chooseSummaries(known, turns, isOlder, { room, costOf: cost })
  }
}

/** Tokens the section could use: everything verbatim, counted from the newest on as far as `most`. */
export function wantedHistory({ turns, summaries, settings, costOf }: HistoryInput, most: number): number {
  const saying = sayingTurns(turns)
  const { verbatimExchanges } = settings
  const recent = verbatimExchanges > 0 ? toExchanges(saying).slice(-verbatimExchanges).flat() : []
  const older = saying.slice(0, saying.length - recent.length)
  const wanted = sumOf(recent, costOf.recent)
  if (settings.olderTurns === 'off') {
    const told = settings.summaries && older.length > 0 ? sumOf(summaries, costOf.summary) : 0
    return wanted + (told > 0 ? told + costOf.block : 0)
  }
  let told = 0
  for (const turn of older.toReversed()) {
    if (wanted + told > most) break
    told += costOf.older(turn)
  }
  return wanted + (told > 0 ? told + costOf.block : 0)
}

/** The last exchanges, all of them or the latest alone. */
function takeRecent(turns: Turn[], { settings, available, costOf }: HistoryInput): Turn[] {
  const exchanges = toExchanges(turns)
  for (const count of [settings.verbatimExchanges, Math.min(1, settings.verbatimExchanges)]) {
    const kept = count > 0 ? exchanges.slice(-count) : []
    // Providers expect that a conversation begins with the user.
    while (kept.length > 0 && kept[0]![0]!.role !== 'user') kept.shift()
    if (sumOf(kept.flat(), costOf.recent) <= available) return kept.flat()
  }
  return []
}

/** In which exchange from the end each turn stands, the last being 1. */
function countExchanges(turns: Turn[]): Map<Turn, number> {
  const exchanges = toExchanges(turns)
  return new Map(exchanges.flatMap((exchange, at) => exchange.map((turn) => [turn, exchanges.length - at] as const)))
}

function scoresOf(older: Turn[], { turns, scores, settings }: HistoryInput): number[] {
  if (settings.olderTurns === 'newest' || !scores) return older.map(() => 0)
  const byTurn = new Map(turns.map((turn, at) => [turn, scores[at] ?? 0]))
  return older.map((turn) => byTurn.get(turn) ?? 0)
}

/** Whether it tells of a turn that is not sent, or of what came before all that are known. */
function isNeeded(summary: HistorySummary, older: Turn[], dropped: ReadonlySet<Turn>): boolean {
  const { from, through } = coverOf(summary, older)
  return through < 0 || older.slice(from, through + 1).some((turn) => dropped.has(turn))
}

function sumOf<T>(items: T[], costOf: (item: T) => number): number {
  return items.reduce((total, item) => total + costOf(item), 0)
}
