import type { Intent } from './query-analysis'
import type { Because, ReasonCode } from './reasons'

/** The named parts of a composed context, in the order in which they are laid out. */
export const SECTION_NAMES = ['instructions', 'profile', 'knowledge', 'history', 'query'] as const
export type SectionName = (typeof SECTION_NAMES)[number]

export const MODEL_FAMILIES = ['claude', 'gpt', 'llama', 'gemini', 'generic'] as const
export type ModelFamily = (typeof MODEL_FAMILIES)[number]

export const LAYOUTS = ['chat', 'single'] as const
export type Layout = (typeof LAYOUTS)[number]

export const PRIORITIES = ['high', 'medium', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]

export const ACTIVATIONS = ['always', 'rule', 'semantic', 'manual'] as const
/** When a module takes part: in every context, when a rule matches, when retrieval finds it, or only when pinned. */
export type Activation = (typeof ACTIVATIONS)[number]

/** A model as the engine sees it. Sizes are in tokens. */
export type ModelSpec = {
  id: string
  family: ModelFamily
  contextWindow: number
  maxOutputTokens: number
  /** Messages to it may hold images. */
  takesImages?: true
}

export const IMAGE_MEDIA_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const
export type ImageMediaType = (typeof IMAGE_MEDIA_TYPES)[number]

/** An image of a message, without its bytes. Sizes are in pixels. */
export type ImageRef = {
  id: string
  /** As whoever attached it calls it. */
  name: string
  mediaType: ImageMediaType
  width: number
  height: number
  sizeBytes: number
  /** Of its bytes (hex). */
  sha256: string
}

export type RuleCondition =
  | { intent: Intent }
  | { tag: string }
  | { keyword: string }
  | { model: string }
  | { profileKey: string }
  | { glob: string }
/** Conditions under which a module with activation `rule` takes part. */
export type ModuleRules = { any: RuleCondition[] } | { all: RuleCondition[] }

/** One message of the conversation so far, oldest first. */
export type Turn = {
  id: string
  role: 'user' | 'assistant'
  content: string
  /** Who said it, by name, where more than the role is known. */
  speaker?: string
  /** ISO day (UTC) on which it was said. */
  day?: string
  /** Somebody wants it sent for as long as it fits. */
  isPinned?: true
  /** This question wants it word for word, in place of a summary. */
  isUnfolded?: true
  images?: ImageRef[]
}

/** Tokens of what the heading of one turn says for all turns that have the same `of`: their day, say. */
export type SaidOnce = { of: string; tokens: number }

export const STATEMENT_KINDS = ['constraint', 'preference', 'identifier', 'decision'] as const
export type StatementKind = (typeof STATEMENT_KINDS)[number]
/** What a turn states that lasts: sent where the turn is not, or always where it is pinned. */
export type StatedFact = { id: string; turnId: string; kind: StatementKind; text: string; isPinned?: true }

/**
 * A summary of the conversation's turns from `fromTurnId` (the first one where it is missing) to `throughTurnId`, both
 * included. Level 1 is of an episode, level 2 of the episodes before it.
 */
export type HistorySummary = {
  id: string
  level: 1 | 2
  fromTurnId?: string
  throughTurnId: string
  text: string
  /** Tokens of the turns that it tells of, o200k_base. */
  sourceTokens?: number
}

export type ProfileFact = {
  id: string
  key: string
  value: string
  source: 'explicit' | 'inferred'
  /** 0–1. */
  confidence: number
  /** ISO day (UTC); the fact takes no part after it. */
  expiresOn?: string
  /** Always sent and part of the stable prefix; otherwise sent when relevant to the query. */
  isStatic: boolean
  /** ISO time at which it was learned: of two that are as certain the recent goes first. */
  recordedAt?: string
  /** Why it may not be sent: it may not leave this machine, nobody allowed it for this request, or it is not accepted yet. */
  withheld?: 'local' | 'ask' | 'waiting'
}
export type Profile = { id: string; name: string; facts: ProfileFact[] }

/** A module version as retrieval returns it. */
export type ModuleSnapshot = {
  moduleId: string
  version: number
  versionLabel?: string
  name: string
  description: string
  category?: string
  tags: string[]
  priority: Priority
  activation: Activation
  rules?: ModuleRules
  usageScope?: string
  dependencies: string[]
  /** ISO day (UTC) of the version's publication. */
  lastUpdated: string
  /** Share of the answers it was sent with that cited it, 0–1, as of the last snapshot; missing before there were enough. */
  grounding?: number
  body: string
  /** What is left out of it wherever it is sent, in order. */
  edits?: SourceEdit[]
  /** Tokens of `body` as it is sent, in o200k_base. */
  tokenCount: number
  /** Chunks that curation keeps from retrieval. A module with some is not offered whole beside its chunks. */
  excludedChunkIds?: string[]
}

/**
 * Where a text differs from its source: `insert` stands in place of what the source has between the offsets (UTF-16).
 * Where both offsets are one, nothing was left out for it.
 */
export type SourceEdit = { start: number; end: number; insert: string }

/** A contiguous span of a module version, as it is stored: the body holds its text. Offsets are UTF-16. */
export type ChunkSpan = {
  ordinal: number
  headingPath: string[]
  startOffset: number
  endOffset: number
  /** Of its text, in o200k_base. */
  tokenCount: number
  /** What is left out, and what is repeated at the ends, in order; missing where there is nothing. */
  edits?: SourceEdit[]
}

/** The same with its text: `body.slice(startOffset, endOffset)` with its edits. */
export type Chunk = ChunkSpan & { text: string }

/** What curation adds to a chunk: both are indexed with it, and never sent. */
export type ChunkCuration = { keywords: string[]; questions: string[] }

/** What curation says about one chunk. Its anchor outlives the chunk: it is found again after the text was cut anew. */
export type OverlayEntry = ChunkCuration & {
  anchor: {
    headingPath: string[]
    /** SHA-256 (hex) of `text`. */
    contentHash: string
    /** The chunk's text when it was curated. */
    text: string
  }
  /** Keeps the chunk from retrieval. */
  isExcluded: boolean
}

/** The metadata a candidate carries into formatting. */
export type CandidateModule = Pick<
  ModuleSnapshot,
  | 'moduleId'
  | 'version'
  | 'versionLabel'
  | 'name'
  | 'description'
  | 'category'
  | 'tags'
  | 'priority'
  | 'lastUpdated'
  | 'dependencies'
  | 'grounding'
>

export const RESOLUTIONS = ['full', 'section', 'summary'] as const
/** How much of a module an item sends: all of its body, a chunk of it, or a summary of the module or of a section. */
export type Resolution = (typeof RESOLUTIONS)[number]

/**
 * A span of a module on its way through the pipeline: the whole module, a chunk, or a summary. `text` is the module body
 * between the offsets with its edits, but for a summary, which says shorter what stands there. Candidates of one module version whose
 * ranges overlap in different resolutions are alternatives: at most one of them is sent.
 */
export type Candidate = {
  module: CandidateModule
  resolution: Resolution
  /** Of a chunk. */
  chunkId?: string
  /** Of a summary: names its text, whatever module it belongs to. */
  summaryId?: string
  headingPath: string[]
  startOffset: number
  endOffset: number
  text: string
  edits?: SourceEdit[]
  /** o200k_base tokens of `text`. */
  tokens: number
  /** 1-based rank per retriever. */
  ranks: Record<string, number>
  /** Raw score per retriever, and `fused`. */
  scores: Record<string, number>
  /** Reranking signals by name, 0–1, and `final`, the weighted sum candidates are ordered by. */
  signals: Record<string, number>
  /** Why it takes part, or why a step before packing dropped it. */
  reason: ReasonCode
  because?: Because
  /** Modules that are sent only with it: it was not found, they depend on it. Of nothing else. */
  neededBy?: string[]
  /** Sent only into room that the others leave. */
  isSpare?: true
  /** What puts it among the instructions by itself, whatever else depends on it. */
  activatedBy?: 'always' | 'rule'
  /** What else had a part in it, such as curation. */
  notes?: string[]
  /** Required candidates are packed first; when one does not fit, composing fails. */
  isRequired: boolean
  isDropped: boolean
  /** Section it is meant for: required instructions, or knowledge. */
  section: 'instructions' | 'knowledge'
}
