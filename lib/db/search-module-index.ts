import { bm25DocumentWeights, bm25Idf } from '@/lib/engine'
import type { SearchFilters, SearchQuery, TermCount } from '@/lib/engine/ports'
import type { IndexedModule, ModuleIndex } from './module-index'
import type { Scored } from './search-sql'

/** BM25 and cosine over a module index in memory; the same scores as `findModules` gets from the database. */
export function searchModuleIndex(index: ModuleIndex, query: SearchQuery, limit: number) {
  const semantic = index.modules.filter(({ activation }) => activation === 'semantic')
  const excludes = new Set(query.excludes)
  const removed = new Map<string, number>()
  const open: IndexedModule[] = []
  for (const module of semantic) {
    const failed = failedFilter(module, query.filters)
    if (failed) removed.set(failed, (removed.get(failed) ?? 0) + 1)
    else if (!excludes.has(module.moduleId)) open.push(module)
  }
  const filters = [...removed]
    .map(([name, count]) => ({ name, removed: count }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const hits = [
    ...best('lexical', lexicalScores(index, open, query), limit),
    ...best('vector', cosines(open, query), limit),
  ]
  return { hits, filters }
}

function failedFilter(module: IndexedModule, filters: SearchFilters | undefined): string | undefined {
  if (filters?.category !== undefined && module.category !== filters.category) return 'category'
  if (filters?.tags?.some((tag) => !module.tags.includes(tag))) return 'tags'
  if (filters?.priority !== undefined && module.priority !== filters.priority) return 'priority'
  return undefined
}

type ModuleScore = { module: IndexedModule; score: number }

function lexicalScores(index: ModuleIndex, open: IndexedModule[], query: SearchQuery): ModuleScore[] {
  const matches = new Map<IndexedModule, TermCount[]>()
  const idfs = new Map<number, number>()
  for (const { id } of query.terms) {
    let frequency = 0
    for (const module of index.modules) {
      const at = positionOf(module.termIds, id)
      if (at < 0) continue
      frequency++
      const match = { id, term: '', count: module.counts[at] ?? 0 }
      const found = matches.get(module)
      if (found) found.push(match)
      else matches.set(module, [match])
    }
    idfs.set(id, bm25Idf(index.modules.length, frequency))
  }
  return open.flatMap((module) => {
    const found = matches.get(module)
    if (!found) return []
    const weights = bm25DocumentWeights(found, module.length, index.averageLength)
    return [{ module, score: found.reduce((sum, { id }) => sum + (idfs.get(id) ?? 0) * (weights.get(id) ?? 0), 0) }]
  })
}

function positionOf(ascending: Int32Array, id: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const value = ascending[middle]!
    if (value === id) return middle
    if (value < id) low = middle + 1
    else high = middle - 1
  }
  return -1
}

function cosines(open: IndexedModule[], { embedding }: SearchQuery): ModuleScore[] {
  if (!embedding) return []
  const wanted = Float64Array.from(embedding)
  return open.flatMap((module) => {
    const { vector } = module
    if (vector?.length !== wanted.length) return []
    let score = 0
    for (let i = 0; i < vector.length; i++) score += vector[i]! * wanted[i]!
    return [{ module, score }]
  })
}

function best(retriever: Scored['retriever'], scores: ModuleScore[], limit: number): Scored[] {
  return scores
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.module.moduleId < b.module.moduleId ? -1 : 1))
    .slice(0, limit)
    .map(({ module: { moduleId, version }, score }) => ({ retriever, moduleId, version, ordinal: 0, score }))
}
