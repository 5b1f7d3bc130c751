import type { CandidateModule, HistorySummary, ProfileFact, SourceEdit, StatedFact, Turn } from './types'

/** A piece of a module's body: `text` stands at `sourceStart`–`sourceEnd` (UTF-16) but for `edits`, or summarizes what stands there. */
export type ContextPart = {
  chunkId?: string
  text: string
  /** Stored o200k_base count; undefined for a piece of a chunk. */
  tokens?: number
  sourceStart: number
  sourceEnd: number
  edits?: SourceEdit[]
}

/** A run of a module version that is sent as one piece. A module whose chunks lie apart gives several items. */
export type ContextItem = {
  module: CandidateModule
  origin: 'module' | 'rule'
  /** `k1`, `k2` … for what can be cited. */
  label?: string
  headingPath: string[]
  /** Of what the markup says less than all; `continued` follows another item of its module, `itself` begins with its name. */
  form?: 'brief' | 'continued' | 'itself'
  /** The only part is a summary of what stands at its offsets. */
  isSummary: boolean
  parts: ContextPart[]
}

/** A part of the history section, in the order of the conversation. */
export type HistoryEntry =
  | { kind: 'turn'; turn: Turn }
  | { kind: 'summary'; summary: HistorySummary }
  /** What turns that are not sent state, before all else. */
  | { kind: 'stated'; facts: StatedFact[] }
  /** So many messages are neither sent nor summarized here; `day` is that of what follows. */
  | { kind: 'gap'; count: number; day?: string }

/** Everything a context is made of, decided; formatting only writes it down. */
export type ContextPlan = {
  /** Always-on modules and what they depend on: the same for every query. */
  standing: ContextItem[]
  /** Modules that a rule activated for this request. */
  conditional: ContextItem[]
  staticFacts: ProfileFact[]
  dynamicFacts: ProfileFact[]
  knowledge: ContextItem[]
  /** Told in the history section, in the order of the conversation. */
  history: HistoryEntry[]
  /** Sent as messages of their own in the chat layout, oldest first. */
  recentTurns: Turn[]
  query: string
  /** Says the standing modules once more at the end, for families that ask for it. */
  isRepeatingStanding: boolean
}
