import { DEFAULT_POLICY_SETTINGS, loadTokenizer, type ModuleSnapshot, searchContext } from '@/lib/engine'
import { sampleRequest } from '@/lib/engine/testing/compose-request.fixture'
import { createInMemoryRetrieval } from '@/lib/engine/testing/in-memory-retrieval.fixture'
import { chooseResults } from '@/lib/services/search/results/choose-results'
import { type RetrievalSet, toModules } from './load-sets'
import type { Ranking } from './measure-ranking'

type Weights = NonNullable<Parameters<typeof createInMemoryRetrieval>[1]['weights']>

const LIMIT = 100
const RETRIEVAL = { ...DEFAULT_POLICY_SETTINGS.retrieval, moduleLimit: 2 * LIMIT, chunkLimit: 2 * LIMIT }
const POLICY = { id: 'bench', version: 1, settings: { ...DEFAULT_POLICY_SETTINGS, retrieval: RETRIEVAL } }

/**
 * The product's search in memory, with fields that count otherwise. Public sets have no descriptions: in the last two rows
 * the first sentence of each document is its description, and no longer in its text.
 */
export async function rankByFields(set: RetrievalSet): Promise<Record<string, Ranking>> {
  const modules = toModules(set)
  const described = modules.map(withDescription)
  const rows: [string, ModuleSnapshot[], Weights][] = [
    ['in memory, fields as they are', modules, {}],
    ['  names and headings count like text', modules, { prefix: 1 }],
    ['  without names and headings', modules, { prefix: 0 }],
    ['  without what stands around', modules, { surroundings: 0 }],
    ['  first sentence as description', described, {}],
    ['  the same, chunks indexed without it', described, { about: 0 }],
  ]
  const rankings: Record<string, Ranking> = {}
  for (const [name, of, weights] of rows) rankings[name] = await searchIn(of, weights)
  return rankings
}

async function searchIn(modules: ModuleSnapshot[], weights: Weights): Promise<Ranking> {
  const tokenizer = await loadTokenizer('gpt')
  const opened = await createInMemoryRetrieval(modules, { tokenizer, weights, embedding: 'lsa' })
  const ports = { ...opened, tokenizer, now: () => 0 }
  return async (query) => {
    const found = await searchContext(sampleRequest({ query, policy: POLICY }), ports)
    const chosen = chooseResults(found, LIMIT, ({ module }) => module.moduleId)
    return [...new Set(chosen.map(({ module }) => module.moduleId))]
  }
}

function withDescription(module: ModuleSnapshot): ModuleSnapshot {
  const [description = '', ...rest] = module.body.split(/(?<=[.!?])\s+/)
  return { ...module, description, body: rest.join(' ') }
}
