export { analyzeQuery } from './analyze/analyze-query'
export { assembleContext } from './assemble-context'
export { type BoundEntry, bindOverlay, hashChunkText, LEAST_OVERLAP } from './chunk/bind-overlay'
export { CHUNKER_VERSION, type ChunkOptions, chunkMarkdown } from './chunk/chunk-markdown'
export { markdownSummary } from './chunk/markdown-summary'
export { outline } from './chunk/outline'
export { type RangeSummary, summarizeMarkdown } from './chunk/summarize-markdown'
export { composeContext, prepareContext, searchContext, tellAssembled } from './compose-context'
export type { ComposedContext, ComposeRequest, PreparedContext } from './composition'
export { detectLanguages, type TextLanguages } from './detect-languages'
export { earnWeight, type FoundAt, rankAmong } from './embed/earn-weight'
export { embedByLsa } from './embed/embed-by-lsa'
export { fitLsa } from './embed/fit-lsa'
export type { LsaFit } from './embed/lsa-fit'
export { planWindows } from './embed/plan-windows'
export { meanDirection, mixParent, poolTokens } from './embed/pool-tokens'
export { parseLsaFit, serializeLsaFit } from './embed/serialize-lsa-fit'
export { type SimulatedQuery, simulateQueries } from './embed/simulate-queries'
export { BudgetExceededError } from './errors'
export {
  averagePrecision,
  mrr,
  ndcgAtK,
  precisionAtK,
  recallAtK,
  reciprocalRank,
} from './evaluate/ranking-metrics'
export { type Excerpt, spanMetrics } from './evaluate/span-metrics'
export { cutEpisodes } from './history/cut-episodes'
export { mapSections } from './map-sections'
export { CleanBody, findNoise, NOISE_KINDS, type NoiseKind } from './noise'
export {
  type Allocation,
  DEFAULT_POLICY_SETTINGS,
  type PolicySettings,
  RERANK_SIGNALS,
  type RerankSignal,
} from './policy'
export type {
  AnalysisPort,
  ChunkHit,
  EmbeddingPort,
  EnginePorts,
  ModuleHit,
  RerankingPort,
  RetrievalPort,
  SearchFilters,
  SearchQuery,
  StepWatcher,
  StoredChunk,
  StoredSummary,
  TermCount,
  Tokenizer,
  TokenVector,
} from './ports'
export {
  CONSTRAINT_KINDS,
  type Constraint,
  INTENTS,
  type Intent,
  LEVELS,
  type Level,
  QUERY_TYPES,
  type QueryAnalysis,
  type QueryType,
  type Topic,
} from './query-analysis'
export { decidingFigure, describeReason, REASON_WORDS } from './reason-words'
export { type Because, REASON_CODES, type ReasonCode } from './reasons'
export { bm25DocumentWeights, bm25Idf, bm25Norm, bm25Weight } from './retrieve/bm25'
export { explainAbsence, type ModuleState } from './retrieve/explain-absence'
export { indexChunks } from './retrieve/index-chunks'
export { extractQueryTerms } from './retrieve/query-terms'
export { SURROUNDINGS_REACH } from './retrieve/surrounding-terms'
export { extractTerms, forEachTermOf, indexTerms, TERMS_VERSION } from './retrieve/terms'
export { applyEdits, maskEdits, toPieces } from './source-edits'
export {
  calibratePercent,
  MAX_TOKEN_SAMPLES,
  meanTokenError,
  type TokenSample,
} from './tokens/calibrate-tokens'
export { KNOWN_MODELS, OFFLINE_MODEL_ID, resolveModel } from './tokens/models'
export { readTokenMemory } from './tokens/o200k'
export { familyPercent, loadRequestTokenizer, loadTokenizer } from './tokens/tokenizer'
export type {
  Adaptation,
  CacheUse,
  CandidateTrace,
  Message,
  Span,
  SpanOrigin,
  SummaryTrace,
  Trace,
  TraceStep,
  TurnTrace,
  Usage,
} from './trace'
export {
  ACTIVATIONS,
  type Activation,
  type Candidate,
  type CandidateModule,
  type Chunk,
  type ChunkCuration,
  type HistorySummary,
  LAYOUTS,
  type Layout,
  MODEL_FAMILIES,
  type ModelFamily,
  type ModelSpec,
  type ModuleRules,
  type ModuleSnapshot,
  type OverlayEntry,
  PRIORITIES,
  type Priority,
  type Profile,
  type ProfileFact,
  type Resolution,
  type RuleCondition,
  SECTION_NAMES,
  type SectionName,
  type SourceEdit,
  type Turn,
} from './types'
