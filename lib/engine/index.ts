export { analyzeQuery } from './analyze/analyze-query'
export { classifyQueryType } from './analyze/classify-query-type'
export { cues } from './analyze/cues'
export { listPassages, type Passage } from './assemble/list-passages'
export { assembleContext, assembleInPieces } from './assemble-context'
export { heldShare, LEAST_HELD } from './checks/held-share'
export { EVIDENCE_BUDGETS, type Label, type LabelOutcome, rateRetrieval } from './checks/rate-retrieval'
export { runCheck } from './checks/run-check'
export { type BoundEntry, bindOverlay, hashChunkText } from './chunk/bind-overlay'
export { CHUNKER_VERSION, chunkMarkdown } from './chunk/chunk-markdown'
export { markdownSummary } from './chunk/markdown-summary'
export { outline } from './chunk/outline'
export { type RangeSummary, summarizeMarkdown } from './chunk/summarize-markdown'
export { CleanBody, findNoise, NOISE_KINDS, type NoiseKind } from './clean/noise'
export { findChangedWords, type WordRange } from './compare/changed-words'
export { compareCandidates } from './compare/compare-candidates'
export { compareContexts } from './compare/compare-contexts'
export { comparePrefixes, prefixSpans, tokensOf } from './compare/compare-prefixes'
export { diffLines } from './compare/diff-lines'
export { type MergePart, mergeTexts } from './compare/merge-texts'
export { composeContext, prepareContext, searchContext, tellAssembled } from './compose-context'
export { earnWeight, type FoundAt, rankAmong } from './embed/earn-weight'
export { embedByLsa } from './embed/embed-by-lsa'
export { fitLsa } from './embed/fit-lsa'
export type { LsaFit } from './embed/lsa-fit'
export { planWindows } from './embed/plan-windows'
export { meanDirection, mixParent, poolTokens } from './embed/pool-tokens'
export { parseLsaFit, serializeLsaFit } from './embed/serialize-lsa-fit'
export { type SimulatedQuery, simulateQueries } from './embed/simulate-queries'
export { citedLabels } from './evaluate/cited-labels'
export { findAnswerGaps } from './evaluate/find-answer-gaps'
export {
  mrr,
  ndcgAtK,
  recallAtK,
} from './evaluate/ranking-metrics'
export { type Excerpt, spanMetrics } from './evaluate/span-metrics'
export { cutEpisodes } from './history/cut-episodes'
export { unfoldSummaries } from './history/unfold-summaries'
export { indexChunks } from './lexical/index-chunks'
export { SURROUNDINGS_REACH } from './lexical/surrounding-terms'
export { countBelow, findPosition } from './numbers/bisect'
export { bm25DocumentWeights, bm25Idf, bm25Norm, bm25QueryWeights, bm25Weight } from './numbers/bm25'
export { cosine } from './numbers/cosine'
export { dot } from './numbers/dot'
export { floorToPowerOfTwo } from './numbers/floor-to-power-of-two'
export { checkProposals, type FactProposal, statementsOfSelf } from './profile/extract/check-proposals'
export { type ExtractedFact, extractFacts } from './profile/extract/extract-facts'
export { extractStatements, type Statement } from './profile/extract/extract-statements'
export { findSecret, type Refusal } from './profile/extract/refuse'
export { DEFAULT_FACT_KEYS, FACT_TYPES, type FactKey, findFactKey, SENSITIVITIES } from './profile/fact-keys'
export {
  ACCEPTED_UNASKED,
  FACT_STATUSES,
  type KnownFact,
  normalizeValue,
  type SaidFact,
  type SettleOptions,
  settleFacts,
} from './profile/settle-facts'
export { explainAbsence, type ModuleState } from './retrieve/explain-absence'
export { findFailedFilter } from './retrieve/matches-filters'
export { hasTooManyAlternatives } from './rules/expand-braces'
export { compileGlob } from './rules/match-glob'
export { cutText } from './text/cut-text'
export { detectLanguage, detectLanguages, detectTextLanguage, type TextLanguages } from './text/detect-language'
export { findTerms, type TermRange } from './text/find-terms'
export { fnv1a } from './text/hash'
export { MEASURE_WORDS, PRICE_WORDS } from './text/measure-words'
export { extractQueryTerms } from './text/query-terms'
export { applyEdits, chunkText, maskEdits, toPieces } from './text/source-edits'
export { extractTerms, forEachTermOf, indexTerms, TERM_SPACE, TERMS_VERSION } from './text/terms'
export {
  calibratePercent,
  calibrationError,
  MAX_TOKEN_SAMPLES,
  meanTokenError,
  type TokenSample,
} from './tokens/calibrate-tokens'
export { type Counting, countingOf, describeCounting, expectedPercent, type LearnedCount } from './tokens/counting'
export { KNOWN_MODELS, OFFLINE_MODEL_ID, resolveModel } from './tokens/models'
export { readTokenMemory } from './tokens/o200k'
export { loadRequestTokenizer, loadTokenizer } from './tokens/tokenizer'
export { loadVocabulary, provideVocabularies, vocabularyOf } from './tokens/vocabularies'
export { createVocabulary } from './tokens/vocabulary'
export type { AnswerGap } from './vocabulary/answer-gap'
export {
  CHECK_FORM_WORDS,
  CHECK_FORMS,
  type Check,
  type CheckedContext,
  type CheckForm,
  type CheckKind,
  type CheckOutcome,
  type KnownModule,
} from './vocabulary/checks'
export {
  CHANGES,
  type Change,
  type ComparedContext,
  type ContextComparison,
  type DiffLine,
  type ItemChange,
  type ItemSide,
} from './vocabulary/comparison'
export type { ComposedContext, ComposeRequest, PreparedContext } from './vocabulary/composition'
export { BudgetExceededError } from './vocabulary/errors'
export { mapSections } from './vocabulary/map-sections'
export {
  DEFAULT_POLICY_SETTINGS,
  type PolicySettings,
  RERANK_SIGNALS,
  type RerankSignal,
} from './vocabulary/policy'
export type {
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
  TurnVectorsPort,
} from './vocabulary/ports'
export {
  CONSTRAINT_KINDS,
  type Constraint,
  INTENTS,
  type Intent,
  LEVELS,
  type Level,
  QUERY_TYPES,
  type QueryAnalysis,
  type Topic,
} from './vocabulary/query-analysis'
export { decidingFigure, describeReason, REASON_WORDS } from './vocabulary/reason-words'
export { type Because, REASON_CODES, type ReasonCode } from './vocabulary/reasons'
export type {
  CacheUse,
  CandidateTrace,
  FactTrace,
  ImageTrace,
  Message,
  Span,
  StatedTrace,
  SummaryTrace,
  Trace,
  TraceStep,
  TurnTrace,
  Usage,
} from './vocabulary/trace'
export {
  ACTIVATIONS,
  type Activation,
  type Candidate,
  type CandidateModule,
  type Chunk,
  type ChunkCuration,
  type ChunkSpan,
  type HistorySummary,
  IMAGE_MEDIA_TYPES,
  type ImageMediaType,
  type ImageRef,
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
  STATEMENT_KINDS,
  type StatedFact,
  type Turn,
} from './vocabulary/types'
export { versionKey } from './vocabulary/version-key'
