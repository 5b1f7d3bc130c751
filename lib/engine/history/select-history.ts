import type { HistorySummary, Turn } from '../types'

export type HistoryInput = {
  turns: Turn[]
  summaries: HistorySummary[]
  /** Most recent exchanges kept verbatim. */
  verbatimExchanges: number
  /** Tokens for the section. */
  available: number
  costOf: {
    /** As one of the recent turns. */
    recent: (turn: Turn) => number
    /** As one of the older turns. */
    older: (turn: Turn) => number
    summary: (summary: HistorySummary) => number
    /** The markup around older turns and summaries, paid once. */
    block: number
  }
}

export type SelectedHistory = {
  /** All oldest first. */
  recentTurns: Turn[]
  olderTurns: Turn[]
  summaries: HistorySummary[]
  notes: string[]
}

/**
 * A window over the conversation: the last exchanges verbatim, before them the furthest-reaching summary, and the older
 * turns that no summary covers, newest first as far as they fit. Messages are taken whole or left out; what is left out
 * is noted.
 */
export function selectHistory(input: HistoryInput): SelectedHistory {
  const turns = input.turns.filter((turn) => turn.content.trim() !== '')
  const recentTurns = takeRecent(turns, input)
  const older = turns.slice(0, turns.length - recentTurns.length)
  let left = input.available - sumOf(recentTurns, input.costOf.recent) - input.costOf.block

  const summary = findSummary(older, { ...input, turns }, left)
  if (summary) left -= input.costOf.summary(summary)
  const uncovered = summary ? older.slice(lastCovered(older, turns, summary) + 1) : older
  const olderTurns: Turn[] = []
  for (const turn of uncovered.toReversed()) {
    left -= input.costOf.older(turn)
    if (left < 0) break
    olderTurns.unshift(turn)
  }
  const missing = uncovered.length - olderTurns.length
  return {
    recentTurns,
    olderTurns,
    summaries: summary ? [summary] : [],
    notes: missing > 0 ? [`${missing} earlier messages do not fit and no summary covers them`] : [],
  }
}

/** Tokens the section could use: everything verbatim. */
export function wantedHistory({ turns, summaries, verbatimExchanges, costOf }: HistoryInput): number {
  const recent = lastExchanges(turns, verbatimExchanges).flat()
  const older = turns.slice(0, turns.length - recent.length)
  const told = sumOf(older, costOf.older) + Math.max(0, ...summaries.map(costOf.summary))
  return sumOf(recent, costOf.recent) + (told > 0 ? told + costOf.block : 0)
}

function takeRecent(turns: Turn[], { verbatimExchanges, available, costOf }: HistoryInput): Turn[] {
  const recent: Turn[] = []
  let left = available
  for (const exchange of lastExchanges(turns, verbatimExchanges).toReversed()) {
    left -= sumOf(exchange, costOf.recent)
    // Providers expect that a conversation begins with the user.
    if (left < 0 || exchange[0]?.role !== 'user') break
    recent.unshift(...exchange)
  }
  return recent
}

/** An exchange is a user message with the answers to it. */
function lastExchanges(turns: Turn[], count: number): Turn[][] {
  const exchanges: Turn[][] = []
  for (const turn of turns) {
    const exchange = exchanges.at(-1)
    if (exchange && turn.role === 'assistant') exchange.push(turn)
    else exchanges.push([turn])
  }
  return count > 0 ? exchanges.slice(-count) : []
}

/** The summary that fits and reaches furthest; of equals the more detailed one. */
function findSummary(older: Turn[], { turns, summaries, costOf }: HistoryInput, left: number) {
  const reachOf = (summary: HistorySummary) => lastCovered(older, turns, summary)
  const isOfOlder = (summary: HistorySummary) =>
    older.length > 0 || turns.every((turn) => turn.id !== summary.throughTurnId)
  return summaries
    .filter((summary) => isOfOlder(summary) && costOf.summary(summary) <= left)
    .sort((a, b) => reachOf(b) - reachOf(a) || a.level - b.level)[0]
}

/** Index of the last older turn that the summary tells of; -1 when it only tells of what came before all turns. */
function lastCovered(older: Turn[], turns: Turn[], summary: HistorySummary): number {
  const through = turns.findIndex((turn) => turn.id === summary.throughTurnId)
  return Math.min(through, older.length - 1)
}

function sumOf<T>(items: T[], costOf: (item: T) => number): number {
  return items.reduce((total, item) => total + costOf(item), 0)
}
