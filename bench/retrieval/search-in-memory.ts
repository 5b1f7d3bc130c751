import { DEFAULT_POLICY_SETTINGS, loadTokenizer, type ModuleSnapshot, searchContext } from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { chooseResults } from '@/lib/services/search/results/choose-results'
import type { Ranking } from './measure-ranking'

export type FieldWeights = NonNullable<Parameters<typeof createInMemoryRetrieval>[1]['weights']>

const LIMIT = 100
const RETRIEVAL = { ...DEFAULT_POLICY_SETTINGS.retrieval, moduleLimit: 2 * LIMIT, chunkLimit: 2 * LIMIT }
const POLICY = { id: 'bench', version: 1, settings: { ...DEFAULT_POLICY_SETTINGS, retrieval: RETRIEVAL } }

/** The product's search over a release in memory, with its own embedder. */
export async function searchInMemory(
  modules: ModuleSnapshot[],
  options: { weights?: FieldWeights; seed?: number },
): Promise<Ranking> {
  const tokenizer = await loadTokenizer('gpt')
  const opened = await createInMemoryRetrieval(modules, { ...options, tokenizer, embedding: 'lsa' })
  const ports = { ...opened, tokenizer, now: () => 0 }
  return async (query) => {
    const found = await searchContext(sampleRequest({ query, policy: POLICY }), ports)
    const chosen = chooseResults(found, LIMIT, ({ module }) => module.moduleId)
    return [...new Set(chosen.map(({ module }) => module.moduleId))]
  }
}
