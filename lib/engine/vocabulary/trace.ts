import type { QueryAnalysis } from './query-analysis'
import type { Because, ReasonCode } from './reasons'
import type { ImageRef, Resolution, SectionName } from './types'

export type Message = {
  role: 'system' | 'user' | 'assistant'
  content: string
  cacheBreakpoint?: true
  /** Sent in front of the content. */
  images?: Pick<ImageRef, 'id' | 'name' | 'mediaType' | 'sha256'>[]
}

/**
 * `inserted`: in a module's text, and not of its body: the head of a table or the fence of code that is repeated where it is
 * cut, or what stands for data that was left out.
 */
export type SpanOrigin = 'format' | 'module' | 'rule' | 'inserted' | 'profile' | 'turn' | 'summary' | 'stated' | 'query'
/** `start` and `end` are UTF-16 offsets in the message's content; a message's spans cover it in order without gap. */
export type Span = {
  messageIndex: number
  start: number
  end: number
  section: SectionName
  origin: SpanOrigin
  moduleId?: string
  version?: number
  chunkId?: string
  /** Citation label of a knowledge item, `k1`, `k2` … without brackets. */
  label?: string
  /** Tokens of the message that start inside the span; they add up to the message's tokens. */
  tokens: number
  /** Where the text stands in the module's body (UTF-16), for spans of origin `module` and `rule`. */
  sourceStart?: number
  sourceEnd?: number
  /** The text is a summary of what stands there. */
  resolution?: 'summary'
  /** Of the conversation: whose text it is. */
  turnId?: string
  summaryId?: string
  /** What the turn states, where it is sent in its place. */
  statedId?: string
  /** Of the profile: the fact. */
  factId?: string
}

export type CandidateTrace = {
  moduleId: string
  version: number
  chunkId?: string
  /** Where the chunk stands in the module's body (UTF-16): it is found by this when the version was cut anew since. */
  sourceRange?: { start: number; end: number }
  summaryId?: string
  title: string
  tokens: number
  ranks: Record<string, number>
  scores: Record<string, number>
  signals: Record<string, number>
  fate: 'included' | 'dropped'
  /** How it was offered, and sent when it is included. Compositions of earlier releases have it for included ones only. */
  resolution?: Resolution
  reason: ReasonCode
  /** What was compared. Its `limit` and `compared` are those that decided. */
  because?: Because
  /** The same in words, in compositions of earlier versions. */
  detail?: string
  notes?: string[]
}

/** What became of one message of the conversation. */
export type TurnTrace = {
  turnId: string
  role: 'user' | 'assistant'
  /** What it takes where it stands, in tokens; missing where there was no need to count it. */
  tokens?: number
  /** How much it has to do with the query; 0 where nothing speaks for it. */
  score: number
  fate: 'included' | 'dropped'
  reason: ReasonCode
  because?: Because
  /** The summary that tells of it. */
  summaryId?: string
}

/** What became of one fact of the profile; what it says is not kept here, since a trace outlives the profile. */
export type FactTrace = {
  factId: string
  tokens: number
  fate: 'included' | 'dropped'
  reason: ReasonCode
  because?: Because
}

/** What became of something that a turn states. */
export type StatedTrace = {
  statedId: string
  turnId: string
  tokens: number
  fate: 'included' | 'dropped'
  reason: ReasonCode
  because?: Because
}

/** What became of one image of the conversation or the query. */
export type ImageTrace = {
  imageId: string
  /** The earlier message that it belongs to; missing for one of the query. */
  turnId?: string
  /** Where it is sent. */
  messageIndex?: number
  name: string
  mediaType: ImageRef['mediaType']
  width: number
  height: number
  sizeBytes: number
  sha256: string
  /** What it takes by the provider's published formula. */
  tokens: number
  fate: 'included' | 'dropped'
  reason: ReasonCode
  because?: Because
}

/** A summary that stands in for messages. `turns` are those it tells of that are not sent, and `sourceTokens` what all of them take. */
export type SummaryTrace = { summaryId: string; level: 1 | 2; turns: number; tokens: number; sourceTokens?: number }

/** Token counts; `share` is of `contextWindow`, 0–1. */
export type Usage = {
  model: string
  contextWindow: number
  reservedForResponse: number
  safetyMargin: number
  /** At the upper end where they are estimated. */
  inputTokens: number
  /** Per cent of o200k_base, and how far real text lies around the middle; missing in compositions of earlier versions. */
  counting?: { isExact: boolean; percent: number; errorPercent: number }
  sections: Record<SectionName, { share: number; allocated: number; used: number }>
}

/** `in` and `out` are items; `tokens` is what a step had to divide, or wrote. */
export type TraceStep = { name: string; ms: number; in: number; out: number; tokens?: number; notes: string[] }
export type Adaptation = { factor: string; section: string; from: number; to: number; because: string }

export type Trace = {
  id: string
  workspaceId: string
  revision: number
  releaseId: string
  policy: { id: string; version: number }
  /** UTC day, `YYYY-MM-DD`: the only clock a composition depends on. */
  day: string
  analysis: QueryAnalysis
  steps: TraceStep[]
  filters: { name: string; removed: number }[]
  adaptations: Adaptation[]
  candidates: CandidateTrace[]
  /** The conversation, oldest first, and the summaries in it; missing where there is none, and in compositions of earlier versions. */
  turns?: TurnTrace[]
  summaries?: SummaryTrace[]
  /** What its turns state; missing where they state nothing, and in compositions of earlier versions. */
  stated?: StatedTrace[]
  /** The facts of the profile; missing without one, and in compositions of earlier versions. */
  facts?: FactTrace[]
  /** The images of the query and of the conversation; missing where there are none, and in compositions of earlier versions. */
  images?: ImageTrace[]
  spans: Span[]
  /** SHA-256 (hex) of the messages up to and including the cache breakpoint. */
  prefixHash: string
  /** SHA-256 (hex) of all messages. */
  contextHash: string
  warnings: string[]
  /** Modules that the request pinned and excluded, where there are some; compositions of earlier versions do not tell. */
  pins?: string[]
  excludes?: string[]
  /** Summaries of the conversation that the request replaced by their messages. */
  unfolds?: string[]
  /** Caches around the engine that were asked; they change how long it took, and nothing else. */
  caches?: CacheUse[]
}

/** What one cache was good for: look-ups that found something or nothing, and the milliseconds they saved. */
export type CacheUse = { name: string; hits: number; misses: number; savedMs: number }
