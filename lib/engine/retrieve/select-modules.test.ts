import { expect, it } from 'vitest'
import { createInMemoryRetrieval } from '../testing/in-memory-retrieval.fixture'
import { sampleModule } from '../testing/samples.fixture'
import { extractTerms } from '../text/terms'
import { loadTokenizer } from '../tokens/tokenizer'
import { DEFAULT_POLICY_SETTINGS } from '../vocabulary/policy'
import type { RetrievalPort, SearchQuery } from '../vocabulary/ports'
import { selectModules } from './select-modules'

const settings = { ...DEFAULT_POLICY_SETTINGS.retrieval, moduleLimit: 2 }
const query: SearchQuery = { terms: extractTerms('code of the turbine'), embedding: [1, 0], excludes: [] }

/** Modules `a` to `e` by search over modules; the best chunks are in `e`, then in `a`. */
async function openRetrieval() {
  const modules = ['a', 'b', 'c', 'd', 'e'].map((moduleId) => sampleModule({ moduleId, body: `Text of ${moduleId}.` }))
  const { retrieval } = await createInMemoryRetrieval(modules, { tokenizer: await loadTokenizer('gpt') })
  const asked: unknown[] = []
  const scripted: RetrievalPort = {
    ...retrieval,
    searchModules: async () => ({
      lexical: ['a', 'b', 'c', 'd', 'e'].map((moduleId, i) => ({ moduleId, rank: i + 1, score: 5 - i })),
      vector: [],
      filters: [],
    }),
    searchChunks: async (...args) => {
      asked.push(args)
      const hits = ['e', 'a'].map((moduleId, i) => ({
        chunkId: `${moduleId}@1#0`,
        moduleId,
        version: 1,
        rank: i + 1,
        score: 2 - i,
      }))
      return { lexical: hits, vector: [] }
    },
  }
  return { retrieval: scripted, asked }
}

it('goes on with the best modules and with those of the best chunks, by words', async () => {
  const { retrieval, asked } = await openRetrieval()
  const { modules, dropped } = await selectModules(query, settings, new Set(), retrieval)
  expect([...modules.keys()]).toEqual(['a', 'b', 'e'])
  expect(
    dropped.map(({ module, reason, because }) => [module.moduleId, reason, because?.compared, because?.limit]),
  ).toEqual([
    ['c', 'below_module_limit', 3, 2],
    ['d', 'below_module_limit', 4, 2],
  ])
  expect(asked).toEqual([[{ ...query, embedding: undefined }, 2]])
})

it('leaves out what takes part already', async () => {
  const { retrieval } = await openRetrieval()
  const { modules } = await selectModules(query, settings, new Set(['e', 'a']), retrieval)
  expect([...modules.keys()]).toEqual(['b', 'c'])
})
