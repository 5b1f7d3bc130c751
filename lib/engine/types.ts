/** The named parts of a composed context, in the order in which they are laid out. */
export const SECTION_NAMES = ['instructions', 'profile', 'knowledge', 'history', 'query'] as const
export type SectionName = (typeof SECTION_NAMES)[number]

export const MODEL_FAMILIES = ['claude', 'gpt', 'llama', 'gemini', 'generic'] as const
export type ModelFamily = (typeof MODEL_FAMILIES)[number]

export const LAYOUTS = ['chat', 'single'] as const
export type Layout = (typeof LAYOUTS)[number]

export const PLACEMENTS = ['ends', 'rank'] as const
/** Order of knowledge: the best modules at both ends, or best first. */
export type Placement = (typeof PLACEMENTS)[number]

export const PRIORITIES = ['high', 'medium', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]

export const ACTIVATIONS = ['always', 'rule', 'semantic', 'manual'] as const
/** When a module takes part: in every context, when a rule matches, when retrieval finds it, or only when pinned. */
export type Activation = (typeof ACTIVATIONS)[number]

export const INTENTS = [
  'informational',
  'procedural',
  'troubleshooting',
  'comparative',
  'creative',
  'conversational',
] as const
export type Intent = (typeof INTENTS)[number]

export const QUERY_TYPES = [
  'explanation',
  'fact',
  'list',
  'reason',
  'how-to',
  'yes-no',
  'choice',
  'command',
  'keywords',
  'statement',
] as const
/** What form of answer a query asks for. */
export type QueryType = (typeof QUERY_TYPES)[number]

export const CONSTRAINT_KINDS = ['only', 'before', 'since'] as const
/** What a query narrows itself to: `only` a subject, versions `before` one (without it), or `since` one (with it). */
export type Constraint = { kind: (typeof CONSTRAINT_KINDS)[number]; value: string }

export const LEVELS = ['low', 'medium', 'high'] as const
export type Level = (typeof LEVELS)[number]

/** A model as the engine sees it. Sizes are in tokens. */
export type ModelSpec = {
  id: string
  family: ModelFamily
  contextWindow: number
  maxOutputTokens: number
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

export type Topic = { topic: string; subtopics: string[] }

export type QueryAnalysis = {
  query: string
  /** The query with what it refers to in the conversation filled in; equals `query` unless `isFollowUp`. */
  standaloneQuery: string
  topics: Topic[]
  entities: string[]
  /** camelCase, snake_case, paths, versions and error codes, verbatim. */
  identifiers: string[]
  keywords: string[]
  /** What the query says it does not want, as it is written: "without", "except", ", not". */
  exclusions: string[]
  constraints: Constraint[]
  intent: Intent
  queryType: QueryType
  complexity: Level
  specificity: Level
  /** BCP 47 primary language subtag, `und` when it cannot be told. */
  language: string
  isFollowUp: boolean
}

/** One message of the conversation so far, oldest first. */
export type Turn = {
  id: string
  role: 'user' | 'assistant'
  content: string
  /** ISO day (UTC) on which it was said. */
  day?: string
}
/** A summary of the conversation's turns up to and including `throughTurnId`. Level 2 summarizes level 1 summaries. */
export type HistorySummary = { id: string; level: 1 | 2; throughTurnId: string; text: string }

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
  /** Tokens of `body` in o200k_base. */
  tokenCount: number
  /** Chunks that curation keeps from retrieval. A module with some is not offered whole beside its chunks. */
  excludedChunkIds?: string[]
}

/** A contiguous span of a module version: `text` is `body.slice(startOffset, endOffset)`. Offsets are UTF-16. */
export type Chunk = {
  ordinal: number
  headingPath: string[]
  startOffset: number
  endOffset: number
  text: string
  /** o200k_base. */
  tokenCount: number
}

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

export const REASON_CODES = [
  'required_always',
  'required_rule',
  'required_dependency',
  'pinned',
  'relevant',
  'expanded_neighbour',
  'expanded_parent',
  'below_top_n',
  'below_relevance_floor',
  'duplicate_of',
  'over_section_budget',
  'over_total_budget',
  'dependency_missing',
  'excluded_by_user',
  'superseded',
  'filtered_by_scope',
  'not_in_release',
  'disabled',
  'not_retrieved',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

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
 * between the offsets, but for a summary, which says shorter what stands there. Candidates of one module version whose
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
  detail?: string
  /** What else had a part in it, such as curation. */
  notes?: string[]
  /** Required candidates are packed first; when one does not fit, composing fails. */
  isRequired: boolean
  isDropped: boolean
  /** Section it is meant for: required instructions, or knowledge. */
  section: 'instructions' | 'knowledge'
}

export type Message = { role: 'system' | 'user' | 'assistant'; content: string; cacheBreakpoint?: true }

export type SpanOrigin = 'format' | 'module' | 'rule' | 'profile' | 'turn' | 'summary' | 'query'
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
  /** Where the text stands in the module's body (UTF-16), for spans of origin `module`. */
  sourceStart?: number
  sourceEnd?: number
  /** The text is a summary of what stands there. */
  resolution?: 'summary'
}

export type CandidateTrace = {
  moduleId: string
  version: number
  chunkId?: string
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
  detail?: string
  notes?: string[]
}

/** Token counts; `share` is of `contextWindow`, 0–1. */
export type Usage = {
  model: string
  contextWindow: number
  reservedForResponse: number
  safetyMargin: number
  inputTokens: number
  sections: Record<SectionName, { share: number; allocated: number; used: number }>
}

export type TraceStep = { name: string; ms: number; in: number; out: number; notes: string[] }
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
  spans: Span[]
  /** SHA-256 (hex) of the messages up to and including the cache breakpoint. */
  prefixHash: string
  /** SHA-256 (hex) of all messages. */
  contextHash: string
  warnings: string[]
  /** Caches around the engine that were asked; they change how long it took, and nothing else. */
  caches?: CacheUse[]
}

/** What one cache was good for: look-ups that found something or nothing, and the milliseconds they saved. */
export type CacheUse = { name: string; hits: number; misses: number; savedMs: number }

/** Tokens granted to a section: `share` of the window (0–1), clamped to `min`–`max` tokens, `grow` weight of the surplus. */
export type Allocation = { share: number; min: number; max?: number; grow: number; priority: number }

export const RERANK_SIGNALS = [
  'relevance',
  'recency',
  'authority',
  'specificity',
  'profile',
  'conversation',
  'support',
  'constraints',
] as const
export type RerankSignal = (typeof RERANK_SIGNALS)[number]

/** Ways to combine what retrievers found. */
export const FUSIONS = ['scores', 'ranks'] as const

/** A policy's settings: everything that may be tuned about retrieval, ranking, budget and format. */
export type PolicySettings = {
  retrieval: {
    /** Modules the coarse stage keeps. */
    moduleLimit: number
    /** Chunks each retriever returns. */
    chunkLimit: number
    /** How retrievers are combined: by scores (convex combination) or by ranks (RRF, Cormack, Clarke, Büttcher 2009). */
    fusion: (typeof FUSIONS)[number]
    /** RRF constant, for fusion by ranks. */
    k: number
    lexicalWeight: number
    /** Times what the embedder has earned on the corpus, and for the query. */
    vectorWeight: number
    /** What the module's own score counts for its chunks, beside 1 for the chunk's. */
    moduleWeight: number
    /** Neighbouring chunks offered on each side of a strong chunk. */
    neighbours: number
    /** A module whose chunk is chosen and that is at most this long (tokens) is offered whole; 0 turns it off. */
    wholeModuleTokens: number
  }
  rerank: {
    /** Candidates that go on to packing. */
    topN: number
    /** Cross-encoder that reads the best candidates, a folder of the models' folder; missing: none. */
    crossEncoder?: string
    /** Milliseconds that it may take; what it has not read by then is ordered without it. */
    crossEncoderTimeoutMs: number
    weights: Record<RerankSignal, number>
    /** MMR trade-off (Carbonell, Goldstein 1998): 1 is relevance only, 0 is novelty only. */
    mmrLambda: number
    recencyHalfLifeDays: number
    /**
     * Share of the best candidate's relevance below which a candidate is dropped, 0–1. With ten candidates and more the
     * floor is where their scores part, and this its least. 60 % of it is the least relevance (absolute) that a candidate
     * must have. 0 drops nothing, for the next one neither.
     */
    relevanceFloor: number
    /** Share of the query's words, rare ones weighing more, that the best candidate must hold, else all are dropped, 0–1. */
    coverageFloor: number
    /** Similarity of shingles (Jaccard) from which two chunks count as duplicates, 0–1. */
    duplicateThreshold: number
  }
  budget: {
    sections: Record<SectionName, Allocation>
    /** Response reserve as share of the window; the larger of it and `maxOutputTokens` is kept free. */
    responseShare: number
    /** Share of the window kept free on top, by kind of token count. */
    safetyMarginExact: number
    safetyMarginEstimated: number
  }
  history: {
    /** Most recent exchanges (a user message and its answer) kept verbatim. */
    verbatimExchanges: number
  }
  format: { layout: Layout; placement: Placement }
  answers: {
    /** Gives an earlier answer of the same model again when the very same context was sent before; nothing private is in it. */
    reuse: boolean
  }
}

/** What a composition is asked for, with every default resolved and every lookup done. */
export type ComposeRequest = {
  id: string
  workspaceId: string
  revision: number
  releaseId: string
  day: string
  query: string
  model: ModelSpec
  /** Tokens of the model for 100 of o200k_base, learned from its answers; the family's estimate where absent. */
  tokenPercent?: number
  task?: Intent
  policy: { id: string; version: number; settings: PolicySettings }
  layout: Layout
  turns: Turn[]
  summaries: HistorySummary[]
  profile?: Profile
  /** Module ids that must, or must not, take part. */
  pins: string[]
  excludes: string[]
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
}

export type ComposedContext = { messages: Message[]; text: string; usage: Usage; trace: Trace }
