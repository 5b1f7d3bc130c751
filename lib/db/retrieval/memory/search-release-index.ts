import { findFailedFilter } from '@/lib/engine'
import type { SearchQuery } from '@/lib/engine/vocabulary/ports'
import type { Scored } from '../hits'
import { toLexicalQuery } from '../lexical-query'
import type { Hit } from './best-hits'
import type { IndexedModule } from './list-modules'
import type { LiveSegment } from './live-segments'
import type { ReleaseIndex } from './read-release-index'
import { countDocuments, searchByVector, searchLexically } from './search-segments'

/** BM25 and cosine over the modules of a release, and how many modules each filter removed. */
export async function searchModuleDocuments(index: ReleaseIndex, query: SearchQuery, limit: number) {
  const { open, filters } = openModules(index, query)
  const averageLength = index.state.moduleAverageLength
  const hits = await searchDocuments(index, index.moduleDocuments, open, query, {
    averageLength,
    limit,
  })
  return { hits, filters }
}

/** BM25 over the modules that are not semantic. */
export async function searchLeftOutDocuments(
  index: ReleaseIndex,
  query: SearchQuery,
  limit: number,
): Promise<Scored[]> {
  const { open } = openModules(index, query, undefined, true)
  if (!open.includes(1)) return []
  const averageLength = index.state.moduleAverageLength
  return searchDocuments(
    index,
    index.moduleDocuments,
    open,
    { ...query, embedding: undefined },
    { averageLength, limit },
  )
}

/** BM25 and cosine over the chunks of these modules, of all that are open when undefined. */
export function searchChunkDocuments(
  index: ReleaseIndex,
  documents: LiveSegment[],
  query: SearchQuery,
  limit: number,
  moduleIds: string[] | undefined,
): Promise<Scored[]> {
  const { open } = openModules(index, query, moduleIds)
  const { averageLength } = index.state
  return searchDocuments(index, documents, open, query, {
    averageLength,
    limit,
  })
}

async function searchDocuments(
  index: ReleaseIndex,
  documents: LiveSegment[],
  open: Uint8Array,
  query: SearchQuery,
  options: { averageLength: number; limit: number },
): Promise<Scored[]> {
  const termIds = query.terms.map(({ id }) => id)
  const frequencies = await countDocuments(documents, termIds)
  const total = documents.reduce((sum, { liveCount }) => sum + liveCount, 0)
  const lexical = toLexicalQuery(query.terms, { total, frequencies })
  const toScored = (retriever: Scored['retriever']) => (hit: Hit) => {
    const { moduleId, version } = index.modules[hit.module]!
    return { retriever, moduleId, version, ordinal: hit.ordinal, score: hit.score }
  }
  const found = (await searchLexically(documents, open, lexical, options)).map(toScored('lexical'))
  if (!query.embedding) return found
  const embedding = Float64Array.from(query.embedding)
  const alike = await searchByVector(documents, open, embedding, options.limit)
  return [...found, ...alike.map(toScored('vector'))]
}

/** How many modules a query may see. */
export function countOpenModules(index: ReleaseIndex, query: SearchQuery): number {
  return openModules(index, query).open.reduce((sum, isOpen) => sum + isOpen, 0)
}

/**
 * The semantic modules that a query may see, or those that are not, 1 by position; a module counts for the first filter
 * that it fails.
 */
function openModules(
  { modules, positions }: ReleaseIndex,
  query: SearchQuery,
  moduleIds?: string[],
  isLeftOut = false,
) {
  const open = new Uint8Array(modules.length)
  const removed = new Map<string, number>()
  const consider = (module: IndexedModule, at: number) => {
    if ((module.activation !== 'semantic') !== isLeftOut) return
    const failed = findFailedFilter(module, query.filters)
    if (failed) removed.set(failed, (removed.get(failed) ?? 0) + 1)
    else open[at] = 1
  }
  if (moduleIds) {
    for (const id of moduleIds) {
      const at = positions.get(id)
      if (at !== undefined) consider(modules[at]!, at)
    }
  } else modules.forEach(consider)
  for (const id of query.excludes) {
    const at = positions.get(id)
    if (at !== undefined) open[at] = 0
  }
  const filters = [...removed]
    .map(([name, count]) => ({ name, removed: count }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return { open, filters }
}
