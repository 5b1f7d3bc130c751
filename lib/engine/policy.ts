import type { PolicySettings } from './types'

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
    neighbours: 1,
    wholeModuleTokens: 800,
  },
  rerank: {
    topN: 12,
    crossEncoderTimeoutMs: 1_500,
    weights: {
      relevance: 0.6,
      recency: 0.06,
      authority: 0.06,
      specificity: 0.02,
      profile: 0.05,
      conversation: 0.05,
      support: 0.1,
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
    responseShare: 0.1,
    safetyMarginExact: 0.01,
    safetyMarginEstimated: 0.05,
  },
  history: { verbatimExchanges: 3 },
  format: { layout: 'chat', placement: 'ends' },
  answers: { reuse: false },
}
