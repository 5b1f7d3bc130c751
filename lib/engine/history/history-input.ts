import type { PolicySettings } from '../vocabulary/policy'
import type { Because, ReasonCode } from '../vocabulary/reasons'
import type { HistorySummary, SaidOnce, StatedFact, Turn } from '../vocabulary/types'

export type HistoryInput = {
  turns: Turn[]
  /** How much each turn has to do with the query; 0 for all where nobody has looked. */
  scores?: readonly number[]
  summaries: HistorySummary[]
  /** What turns state that lasts, oldest first. */
  stated?: readonly StatedFact[]
  settings: PolicySettings['history']
  /** Tokens for the section. */
  available: number
  /** Tokens for the section from which on summaries stand in, at most `available`. */
  availableVerbatim?: number
  costOf: {
    /** As one of the recent turns. */
    recent: (turn: Turn) => number
    /** As one of the older turns. */
    older: (turn: Turn) => number
    summary: (summary: HistorySummary) => number
    stated: (fact: StatedFact) => number
    /** The markup around what is stated, paid once. */
    statedBlock: number
    /** The markup around older turns and summaries, paid once. */
    block: number
    /** What says that turns are missing. */
    gap: number
    /** What its heading says for the turns after it too. */
    once: (turn: Turn) => readonly SaidOnce[]
  }
}

/** What became of a turn. `tokens` is what it takes, where it was counted. */
export type TurnFate = { turn: Turn; tokens?: number; isSent: boolean; reason: ReasonCode; because: Because }

/** What became of something that a turn states. */
export type StatedFate = { fact: StatedFact; tokens: number; isSent: boolean; reason: ReasonCode; because?: Because }
