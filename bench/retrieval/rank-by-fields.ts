import type { ModuleSnapshot } from '@/lib/engine'
import { type RetrievalSet, toModules } from './load-sets'
import type { Ranking } from './measure-ranking'
import { type FieldWeights, searchInMemory } from './search-in-memory'

/**
 * The product's search in memory, with fields that count otherwise. Public sets have no descriptions: in the last two rows
 * the first sentence of each document is its description, and no longer in its text.
 */
export async function rankByFields(set: RetrievalSet): Promise<Record<string, Ranking>> {
  const modules = toModules(set)
  const described = modules.map(withDescription)
  const rows: [string, ModuleSnapshot[], FieldWeights][] = [
    ['in memory, fields as they are', modules, {}],
    ['  names and headings count like text', modules, { prefix: 1 }],
    ['  without names and headings', modules, { prefix: 0 }],
    ['  without what stands around', modules, { surroundings: 0 }],
    ['  first sentence as description', described, {}],
    ['  the same, chunks indexed without it', described, { about: 0 }],
  ]
  const rankings: Record<string, Ranking> = {}
  for (const [name, of, weights] of rows) rankings[name] = await searchInMemory(of, { weights })
  return rankings
}

function withDescription(module: ModuleSnapshot): ModuleSnapshot {
  const [description = '', ...rest] = module.body.split(/(?<=[.!?])\s+/)
  return { ...module, description, body: rest.join(' ') }
}
