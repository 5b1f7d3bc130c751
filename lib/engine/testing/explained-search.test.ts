import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareContext } from '../compose-context'
import { explainAbsence, type ModuleState } from '../retrieve/explain-absence'
import { loadTokenizer } from '../tokens/tokenizer'
import type { ComposeRequest, PreparedContext } from '../vocabulary/composition'
import type { RetrievalPort, Tokenizer } from '../vocabulary/ports'
import type { CandidateTrace } from '../vocabulary/trace'
import { anyRequest } from './any-request.fixture'
import { createInMemoryRetrieval } from './in-memory-retrieval.fixture'
import { LIBRARY } from './library.fixture'
import { sampleModule } from './samples.fixture'
import { trigramEmbedding } from './trigram-embedding.fixture'

const MANUAL = sampleModule({ moduleId: 'by-hand', name: 'By hand', body: 'API keys by hand.', activation: 'manual' })
const MODULES = [...LIBRARY, MANUAL]

type Seen = { terms: Set<string>; found: Set<string> }

let tokenizer: Tokenizer
let retrieval: RetrievalPort

beforeAll(async () => {
  tokenizer = await loadTokenizer('gpt')
  retrieval = (await createInMemoryRetrieval(MODULES, { tokenizer, maxTokens: 120, embedding: trigramEmbedding }))
    .retrieval
})

/** Prepares a context, and writes down what the store was asked for and answered. */
async function prepare(asked: ComposeRequest): Promise<{ prepared: PreparedContext; seen: Seen }> {
  const seen: Seen = { terms: new Set(), found: new Set() }
  const port: RetrievalPort = {
    ...retrieval,
    searchModules: async (query, limit) => {
      for (const { term } of query.terms) seen.terms.add(term)
      const hits = await retrieval.searchModules(query, limit)
      // what counts nothing, or points the other way, is not found by it
      const { lexicalWeight, vectorWeight } = asked.policy.settings.retrieval
      const counted = [
        ...(lexicalWeight > 0 ? hits.lexical : []),
        ...(vectorWeight * (query.vectorWeight ?? 1) > 0 ? hits.vector : []),
      ]
      for (const { moduleId, score } of counted) if (score > 0) seen.found.add(moduleId)
      return hits
    },
    searchChunks: async (query, limit, moduleIds) => {
      for (const { term } of query.terms) seen.terms.add(term)
      return retrieval.searchChunks(query, limit, moduleIds)
    },
  }
  const prepared = await prepareContext(asked, {
    retrieval: port,
    embedding: trigramEmbedding,
    tokenizer,
    now: () => 0,
  })
  return { prepared, seen }
}

function expectTrueAbsence(state: ModuleState, asked: ComposeRequest, seen: Seen, candidates: CandidateTrace[]) {
  const told = explainAbsence(state, { candidates }, asked)
  if (!told) return undefined
  const { moduleId } = state
  const isFound = seen.found.has(moduleId)
  const checks: Record<string, () => void> = {
    not_retrieved: () => expect(isFound).toBe(false),
    manual_only: () => expect([state.activation, asked.pins.includes(moduleId)]).toEqual(['manual', false]),
    rule_not_matched: () => expect(state.activation).toBe('rule'),
    excluded_by_request: () => expect(asked.excludes).toContain(moduleId),
    filtered_out: () => expect(Object.keys(asked.filters ?? {})).toContain(told.because?.of),
    not_in_release: () => expect(state.isInRelease).toBe(false),
    disabled: () => expect(state.status).toBe('disabled'),
  }
  expect(Object.keys(checks)).toContain(told.reason)
  checks[told.reason]?.()
  return told.reason
}

describe('what the search tells of itself', { timeout: 120_000 }, () => {
  it('are the terms that the store was asked for, and why a module is not there', async () => {
    const met = new Set<string>()
    await fc.assert(
      fc.asyncProperty(anyRequest, async (asked) => {
        const { prepared, seen } = await prepare(asked)
        expect(new Set(prepared.terms)).toEqual(seen.terms)
        const candidates = prepared.candidates.map(({ module }) => ({ moduleId: module.moduleId }) as CandidateTrace)
        for (const { moduleId, activation, category, tags, priority } of MODULES) {
          const about = { moduleId, activation, tags, priority, ...(category ? { category } : {}) }
          const state: ModuleState = { ...about, status: 'active', isInRelease: true }
          met.add(expectTrueAbsence(state, asked, seen, candidates) ?? 'a candidate')
        }
        for (const change of [{ isInRelease: false }, { status: 'disabled' as const }]) {
          const gone: ModuleState = {
            moduleId: 'gone',
            activation: 'semantic',
            tags: [],
            priority: 'low',
            status: 'active',
            isInRelease: true,
            ...change,
          }
          met.add(expectTrueAbsence(gone, asked, seen, candidates) ?? '')
        }
      }),
      { numRuns: 120, seed: 1 },
    )
    expect([...met].sort()).toEqual(
      expect.arrayContaining([
        'a candidate',
        'disabled',
        'filtered_out',
        'manual_only',
        'not_in_release',
        'not_retrieved',
      ]),
    )
  })
})
