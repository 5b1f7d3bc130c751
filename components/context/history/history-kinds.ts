import type { Trace, TurnTrace } from '@/lib/engine'

/** As what a message of the conversation is in a context, or why it is not. */
export const HISTORY_KINDS = ['verbatim', 'pinned', 'unfolded', 'relevant', 'fills', 'summarized', 'missing'] as const
export type HistoryKind = (typeof HISTORY_KINDS)[number]

export const KIND_WORDS: Record<HistoryKind, string> = {
  verbatim: 'Word for word',
  pinned: 'Pinned',
  unfolded: 'Asked for',
  relevant: 'By relevance',
  fills: 'Room was left',
  summarized: 'Summarized',
  missing: 'Not sent',
}

export function kindOf({ fate, reason, summaryId }: TurnTrace): HistoryKind {
  if (fate === 'dropped') return summaryId === undefined ? 'missing' : 'summarized'
  if (reason === 'turn_relevant') return 'relevant'
  if (reason === 'turn_pinned') return 'pinned'
  if (reason === 'turn_unfolded') return 'unfolded'
  return reason === 'turn_fills' ? 'fills' : 'verbatim'
}

export type HistoryRow = {
  kind: HistoryKind
  turns: number
  /** What they take; of what is not sent, as far as it was counted. */
  tokens?: number
  /** Before they were summarized. */
  sourceTokens?: number
}

/** How many messages are what, and what they take. Kinds without any are left out. */
export function countKinds({ turns = [], summaries = [] }: Pick<Trace, 'turns' | 'summaries'>): HistoryRow[] {
  return HISTORY_KINDS.flatMap((kind): HistoryRow[] => {
    const own = turns.filter((turn) => kindOf(turn) === kind)
    if (own.length === 0) return []
    if (kind === 'missing') return [{ kind, turns: own.length }]
    if (kind !== 'summarized') return [{ kind, turns: own.length, tokens: sum(own.map(({ tokens = 0 }) => tokens)) }]
    const isKnown = summaries.every(({ sourceTokens }) => sourceTokens !== undefined)
    const sourceTokens = isKnown ? sum(summaries.map((summary) => summary.sourceTokens ?? 0)) : undefined
    const tokens = sum(summaries.map((summary) => summary.tokens))
    return [{ kind, turns: own.length, tokens, ...(sourceTokens === undefined ? {} : { sourceTokens }) }]
  })
}

/** Messages that follow one another and are not sent; places are 1-based. */
export type MissingRun = { from: number; to: number; turnIds: string[]; isSummarized: boolean }

export function findMissingRuns(turns: readonly TurnTrace[]): MissingRun[] {
  const runs: MissingRun[] = []
  turns.forEach((turn, at) => {
    const kind = kindOf(turn)
    if (kind !== 'missing' && kind !== 'summarized') return
    const isSummarized = kind === 'summarized'
    const last = runs.at(-1)
    if (last && last.to === at && last.isSummarized === isSummarized) {
      last.to = at + 1
      last.turnIds.push(turn.turnId)
    } else runs.push({ from: at + 1, to: at + 1, turnIds: [turn.turnId], isSummarized })
  })
  return runs
}

/** `turns 1–4 not sent`, `turn 7 not sent but summarized`. */
export function describeRun({ from, to, isSummarized }: MissingRun): string {
  return `${from === to ? `turn ${from}` : `turns ${from}–${to}`} not sent${isSummarized ? ' but summarized' : ''}`
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
