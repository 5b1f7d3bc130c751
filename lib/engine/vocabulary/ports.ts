import type { QueryAnalysis } from './query-analysis'
import type { TraceStep } from './trace'
import type { Chunk, ChunkCuration, ModuleSnapshot, Priority, Turn } from './types'

/** Counts tokens the way one model family does. Deterministic, safe on any string. */
export interface Tokenizer {
  readonly name: string
  /** False for families whose real tokenizer is not public: counts are then estimates that err upwards. */
  readonly isExact: boolean
  count(text: string): number
  /** `count` of a text that has so many tokens in o200k_base, in which chunks and modules are counted when they are stored. */
  fromO200k?(tokens: number): number
  /** Consecutive pieces that cover the text; their tokens add up to `count(text)`. Offsets are UTF-16. */
  pieces(text: string): { start: number; end: number; tokens: number }[]
  /**
   * Tokens of the consecutive parts of a text that end at `ends`, the last one at its end. A token belongs to the part in
   * which its piece starts; together they are `count(text)`.
   */
  countParts(text: string, ends: number[]): number[]
}

/** A term of a text: `id` is the hash of the stemmed term, 0 ≤ id < 2^20. */
export type TermCount = {
  id: number
  term: string
  count: number
  /** Of a query: the same for all forms that one word has in the languages of what is searched. */
  word?: number
}

export type SearchFilters = { category?: string; tags?: string[]; priority?: Priority }

export type ModuleHit = { moduleId: string; rank: number; score: number }
export type ChunkHit = {
  chunkId: string
  moduleId: string
  version: number
  rank: number
  /** The retriever's own score: higher is better. */
  score: number
}

/** A chunk with where it stands, as the store returns it. */
export type StoredChunk = Chunk & { chunkId: string; moduleId: string; version: number; curation?: ChunkCuration }

/** A shorter text for a range of a module version (UTF-16), as the store returns it. */
export type StoredSummary = {
  summaryId: string
  moduleId: string
  version: number
  /** Empty for the whole module. */
  headingPath: string[]
  startOffset: number
  endOffset: number
  text: string
  /** o200k_base. */
  tokenCount: number
}

/** The query as the stores search it: terms without duplicates, and its embedding when the workspace has one. */
export type SearchQuery = {
  terms: TermCount[]
  embedding?: number[]
  /** What cosines count beside 1 for BM25, 0 or more: what the embedder has earned, for this query. */
  vectorWeight?: number
  filters?: SearchFilters
  excludes: string[]
}

/** The release's modules and chunks of one workspace. Implementations see nothing outside the release. */
export interface RetrievalPort {
  /** The languages that the release's texts are stemmed in; English alone where this is missing. */
  listLanguages?(): Promise<string[]>
  /** How many chunks are searched, down to a power of two, so that few changes of the library change it. */
  estimateChunks?(): Promise<number>
  /** Modules with activation `always` or `rule`, ordered by priority, then id. */
  listStandingModules(): Promise<ModuleSnapshot[]>
  /** In the order of `moduleIds`; ids that the release does not hold are left out. */
  getModules(moduleIds: string[]): Promise<ModuleSnapshot[]>
  /** Best first per retriever; `filters` reports how many modules each filter removed. Only `semantic` activation. */
  searchModules(
    query: SearchQuery,
    limit: number,
  ): Promise<{ lexical: ModuleHit[]; vector: ModuleHit[]; filters: { name: string; removed: number }[] }>
  /** Modules that `searchModules` never finds, whatever their activation: by words alone, best first. */
  searchLeftOut(query: SearchQuery, limit: number): Promise<ModuleHit[]>
  /** Best first per retriever, inside the given modules (all semantic modules of the release when undefined). */
  searchChunks(
    query: SearchQuery,
    limit: number,
    moduleIds?: string[],
  ): Promise<{ lexical: ChunkHit[]; vector: ChunkHit[] }>
  getChunks(chunkIds: string[]): Promise<StoredChunk[]>
  /** For each chunk those of its module version that stand at most `reach` before or after it, by ordinal, without it. */
  getNeighbours(chunkIds: string[], reach: number): Promise<StoredChunk[][]>
  /** Summaries of the release's versions of these modules and of their sections, where there are some; by module, then in order. */
  getSummaries?(moduleIds: string[]): Promise<StoredSummary[]>
}

/** The vector of one token, and the text it stands for: UTF-16 offsets, `end` exclusive. */
export type TokenVector = { start: number; end: number; vector: ArrayLike<number> }

export interface EmbeddingPort {
  /** Names the model for people, e.g. `hash-256@1`. */
  readonly model: string
  /** 0 when it is not known before the first vector. */
  readonly dimensions: number
  /**
   * Trained on language, it finds what shares no word with the query; without it the words of a query can tell that nothing
   * was found. Default false.
   */
  readonly seesMeaning?: boolean
  /** What retrieval has learned about this model's vectors on this corpus, by name: `weight` beside 1 for BM25. */
  readonly calibration?: Readonly<Record<string, number>>
  /** Unit vectors, one per text; zeros for a text that the model knows nothing of. */
  embed(texts: string[]): Promise<number[][]>
  /** The vector of a query, by the terms that it is searched by; for models that read nothing else of a text. */
  embedTerms?(terms: TermCount[]): number[] | Promise<number[]>
  /**
   * Vectors of a text's tokens, in order, each in the light of the text around it; in parts, since those of a whole text
   * can take gigabytes.
   */
  embedTokens?(text: string, options: { signal?: AbortSignal }): AsyncIterable<TokenVector[]>
}

/** What a model may say about a query; the rules say the rest. */
export type ModelAnalysis = Partial<Omit<QueryAnalysis, 'query' | 'identifiers'>>

/**
 * Analyzes a query by a model. `rules` is what the rules found, `turns` the conversation so far, oldest first. It keeps
 * its own time limit and rejects when that is over: the rules' answer is used then.
 */
export interface AnalysisPort {
  readonly model: string
  analyze(query: string, turns: Turn[], rules: QueryAnalysis): Promise<ModelAnalysis>
}

/**
 * Scores passages against a query with a cross-encoder: one score per passage, 0–1, how likely it answers. It keeps its own
 * time limit and rejects when that is over: the retrievers' relevance is used then.
 */
export interface RerankingPort {
  readonly model: string
  score(query: string, passages: string[]): Promise<number[]>
}

/** Compares the turns of a conversation with a query by meaning, as far as they have vectors. */
export interface TurnVectorsPort {
  /** Of each turn the cosine of its vector with the query's; null for one that has no vector yet. */
  compare(query: number[], turns: readonly Turn[]): Promise<(number | null)[]>
}

/** Whoever watches a composition. Nothing waits for it, and it must not throw. */
export interface StepWatcher {
  /** Takes each step as soon as it has ended. */
  tell(step: TraceStep): void
}

export type EnginePorts = {
  retrieval: RetrievalPort
  analysis?: AnalysisPort
  embedding?: EmbeddingPort
  reranking?: RerankingPort
  turnVectors?: TurnVectorsPort
  tokenizer: Tokenizer
  /** Monotonic milliseconds, for the steps' durations only: nothing that is sent depends on it. */
  now: () => number
  watcher?: StepWatcher
  /** Called between pieces of work of some milliseconds, so that others get a turn; by default nobody else waits. */
  giveWay?: () => Promise<void> | undefined
}
