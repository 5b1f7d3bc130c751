import type { PolicySettings } from './policy'
import type { Intent, QueryAnalysis } from './query-analysis'
import type { Message, Trace, TraceStep, Usage } from './trace'
import type {
  Candidate,
  HistorySummary,
  ImageRef,
  Layout,
  ModelSpec,
  Priority,
  Profile,
  StatedFact,
  Turn,
} from './types'

/** What a composition is asked for, with every default resolved and every lookup done. */
export type ComposeRequest = {
  id: string
  workspaceId: string
  revision: number
  releaseId: string
  day: string
  query: string
  /** Of the query; the model takes images where there are any. */
  images?: ImageRef[]
  model: ModelSpec
  /** Tokens counted for 100 of o200k_base, at the upper end; the family's estimate where absent. */
  tokenPercent?: number
  /** How `tokenPercent` was come by; missing without it, and in compositions of earlier versions. */
  counting?: {
    /** How far real text lies around the middle of the estimate. */
    errorPercent: number
    /** From the model's answers. */
    isLearned: boolean
    /** What a message costs beside its content; the family's where absent. */
    messageTokens?: number
    /** The model's own, which counts exactly; `tokenPercent` is not used then. */
    vocabulary?: string
  }
  task?: Intent
  policy: { id: string; version: number; settings: PolicySettings }
  layout: Layout
  turns: Turn[]
  summaries: HistorySummary[]
  /** Oldest first; missing where the policy wants none, and in compositions of earlier versions. */
  stated?: StatedFact[]
  profile?: Profile
  /** What the person asked about before, the newest first; reranking lets it speak for candidates. */
  interests?: string[]
  /** Module ids that must, or must not, take part. */
  pins: string[]
  excludes: string[]
  /** Summaries of the conversation that give way to their turns. */
  unfolds?: string[]
  /** Metadata filters of retrieval. */
  filters?: { category?: string; tags?: string[]; priority?: Priority }
  /** Paths the query is about, for `glob` rules. */
  paths?: string[]
  warnings?: string[]
}

/**
 * All that retrieval and reranking decided: what assembling needs, and all it needs. It serializes to JSON, so the same
 * assembling runs on the server, in the browser (what-if) and on replay, and gives the same bytes.
 */
export type PreparedContext = {
  request: ComposeRequest
  analysis: QueryAnalysis
  /** Best first; required ones in front, in the order in which they are to be laid out. */
  candidates: Candidate[]
  steps: TraceStep[]
  filters: { name: string; removed: number }[]
  warnings: string[]
  /** How much each of the request's turns has to do with the query; compositions of earlier versions have none. */
  turnScores?: number[]
  /** How many words each fact of the profile shares with the query; compositions of earlier versions have none. */
  factScores?: number[]
  /** Stems that were searched for; compositions of earlier versions have none. */
  terms?: string[]
}

export type ComposedContext = { messages: Message[]; text: string; usage: Usage; trace: Trace }
