import type { Layout, SectionName } from './types'

export const PLACEMENTS = ['ends', 'rank'] as const
/** Order of knowledge: the best modules at both ends, or best first. */
export type Placement = (typeof PLACEMENTS)[number]

export const METADATA = ['least', 'brief', 'full'] as const
/**
 * What the markup of a knowledge item says: the names that neither its text nor the item before says; all of its names, a
 * module's once; or its module, version, day and priority as well.
 */
export type Metadata = (typeof METADATA)[number]

export const TURN_MARKUPS = ['once', 'least', 'full'] as const
/**
 * What the markup of an earlier message says that is not sent as a message of its own: who said it, and the day where it is
 * another; `once` what is known from those before it no more, the role of a named speaker and the year; `full` also how many
 * messages are left out before it, and until when.
 */
export type TurnMarkup = (typeof TURN_MARKUPS)[number]

export const PACKINGS = ['strongest', 'most'] as const
/**
 * What a passage is worth where not all fit: `strongest` takes the best even where they are long, `most` as many as fit, in
 * proportion to their scores.
 */
export type Packing = (typeof PACKINGS)[number]

export const OLDER_TURNS = ['relevant', 'newest', 'off'] as const

/** Tokens granted to a section: `share` of the window (0–1), clamped to `min`–`max` tokens, `grow` weight of the surplus. */
export type Allocation = { share: number; min: number; max?: number; grow: number; priority: number }

export const RERANK_SIGNALS = [
  'relevance',
  'recency',
  'authority',
  'specificity',
  'profile',
  'conversation',
  'interests',
  'support',
  'proximity',
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
    /** Candidates that go on to packing; those behind place 24 only fill the room that is left. */
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
     * Share of the best candidate's relevance below which a candidate is dropped, 0–1. 60 % of it is the least relevance
     * (absolute) that a candidate must have. 0 drops nothing, for the next one neither.
     */
    relevanceFloor: number
    /**
     * Share of a query of seven words, rare ones weighing more, that two neighbouring sentences of a candidate must hold, else
     * all are dropped, 0–1; of a longer query the whole candidate, and less of it, by the root of its words; from 20 words on
     * no more words are asked. A larger library asks for more.
     */
    coverageFloor: number
    /** Similarity of shingles (Jaccard) from which two chunks count as duplicates, 0–1. */
    duplicateThreshold: number
  }
  budget: {
    sections: Record<SectionName, Allocation>
    /** Missing in compositions of earlier versions: `most`. */
    packing?: Packing
    /** Response reserve as share of the window; the larger of it and `maxOutputTokens` is kept free. */
    responseShare: number
    /** Share of the window kept free on top, by kind of token count. */
    safetyMarginExact: number
    safetyMarginEstimated: number
  }
  history: {
    /** Most recent exchanges (a user message and its answer) kept verbatim; where they do not fit, the latest alone. */
    verbatimExchanges: number
    /** Which older messages are sent where not all fit: the most relevant first, the newest, or none even if they would fit. */
    olderTurns: (typeof OLDER_TURNS)[number]
    /** Whether summaries are made, and stand in for messages that are not sent. */
    summaries: boolean
    /**
     * Share of the window, 0–1, that the whole input may take before a summary stands in for what it covers. At 1 messages
     * are sent verbatim as long as there is room.
     */
    summariesFrom: number
    /** Whether what a person stated that lasts is sent where its message is not. */
    facts: boolean
  }
  /** `metadata` and `turns` are missing in compositions of earlier versions: full. */
  format: { layout: Layout; placement: Placement; metadata?: Metadata; turns?: TurnMarkup }
  answers: {
    /** Gives an earlier answer of the same model again when the very same context was sent before; nothing private is in it. */
    reuse: boolean
    /**
     * Milliseconds, 0–60,000, that models which search or rerank get before an answer begins from words alone; 0 waits for
     * them, however long they take.
     */
    startAfterMs: number
  }
}

/** What a workspace starts with. Shares are the middle of the blueprint's ranges; the rest follows measured practice. */
export const DEFAULT_POLICY_SETTINGS: PolicySettings = {
  retrieval: {
    moduleLimit: 20,
    chunkLimit: 50,
    fusion: 'scores',
    k: 60,
    lexicalWeight: 1,
    vectorWeight: 1,
    moduleWeight: 0.5,
    neighbours: 0,
    wholeModuleTokens: 800,
  },
  rerank: {
    topN: 48,
    crossEncoderTimeoutMs: 1_500,
    weights: {
      relevance: 0.6,
      recency: 0.06,
      authority: 0.06,
      specificity: 0.02,
      profile: 0.05,
      conversation: 0.05,
      interests: 0.03,
      support: 0.1,
      proximity: 0.1,
      constraints: 0.1,
    },
    mmrLambda: 0.7,
    recencyHalfLifeDays: 180,
    relevanceFloor: 0.25,
    coverageFloor: 0.3,
    duplicateThreshold: 0.8,
  },
  budget: {
    sections: {
      instructions: { share: 0.12, min: 0, grow: 0, priority: 5 },
      profile: { share: 0.03, min: 0, max: 300, grow: 0, priority: 2 },
      knowledge: { share: 0.5, min: 0, grow: 3, priority: 3 },
      history: { share: 0.15, min: 0, grow: 1, priority: 1 },
      query: { share: 0.1, min: 0, grow: 0, priority: 4 },
    },
    packing: 'strongest',
    responseShare: 0.1,
    safetyMarginExact: 0.01,
    safetyMarginEstimated: 0.05,
  },
  history: { verbatimExchanges: 3, olderTurns: 'relevant', summaries: true, summariesFrom: 1, facts: true },
  format: { layout: 'chat', placement: 'ends', metadata: 'least', turns: 'once' },
  answers: { reuse: false, startAfterMs: 1_000 },
}
