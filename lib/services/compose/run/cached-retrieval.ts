import { createHash } from 'node:crypto'
import type { CacheUse, RetrievalPort, SearchQuery } from '@/lib/engine'
import { openCache } from '@/lib/measured-cache'

type Found = Awaited<ReturnType<RetrievalPort['searchModules']>> | Awaited<ReturnType<RetrievalPort['searchChunks']>>
type Entry = { found: Found; ms: number }

const MAX_BYTES = 16 * 1024 * 1024
/** Of one hit: its ids, rank and score. */
const HIT_BYTES = 250

const cache = openCache<Entry>('retrieval', {
  maxBytes: MAX_BYTES,
  sizeOf: ({ found }) => HIT_BYTES * (found.lexical.length + found.vector.length),
})

/** What decides which candidates a search finds, besides the query. */
export type RetrievalIdentity = { workspaceId: string; releaseId: string; revision: number; embeddingModel: string }

/**
 * Caches the results of searches. Two searches share a result when the stores cannot tell them apart: the same
 * revision, the same terms, each as often, in any order, the same query vector, filters and limits. That holds for
 * equal stand-alone queries, and, where vectors are made from terms, for all queries with the same terms. The search
 * itself runs on that reduced form, so the result does not depend on which query came first.
 *
 * Results are cached when `keep` is called. Call it once it is certain that nothing changed meanwhile.
 */
export function cachedRetrieval(port: RetrievalPort, identity: RetrievalIdentity) {
  const fresh = new Map<string, Entry>()
  const use: CacheUse = { name: 'retrieval', hits: 0, misses: 0, savedMs: 0 }

  const remember = async <T extends Found>(key: string, search: () => Promise<T>): Promise<T> => {
    const known = cache.get(key)
    if (known) {
      use.hits++
      use.savedMs += known.ms
      cache.countSaved(known.ms)
      return known.found as T
    }
    // asked already by `findEarlier`, to see whether an earlier composition still holds
    const asked = fresh.get(key)
    if (asked) return asked.found as T
    use.misses++
    const start = performance.now()
    const found = await search()
    fresh.set(key, { found, ms: performance.now() - start })
    return found
  }
  const keyOf = (kind: string, ...parts: unknown[]) =>
    createHash('sha256')
      .update(JSON.stringify([kind, identity, parts]))
      .digest('base64')

  // one list for all searches of a query: stores remember what they know about it
  let sorted: { of: SearchQuery['terms']; terms: SearchQuery['terms'] } | undefined
  const reduce = (query: SearchQuery) => {
    if (sorted?.of !== query.terms) sorted = { of: query.terms, terms: query.terms.toSorted((a, b) => a.id - b.id) }
    return reduceQuery({ ...query, terms: sorted.terms })
  }

  const cached: RetrievalPort = {
    ...port,
    searchModules(query, limit) {
      const reduced = reduce(query)
      return remember(keyOf('modules', reduced, limit), () => port.searchModules(reduced, limit))
    },
    searchChunks(query, limit, moduleIds) {
      const reduced = reduce(query)
      const inside = moduleIds?.toSorted()
      return remember(keyOf('chunks', reduced, limit, inside), () => port.searchChunks(reduced, limit, inside))
    },
  }
  return {
    port: cached,
    use,
    keep: () => {
      for (const [key, entry] of fresh) cache.set(key, entry)
    },
  }
}

function reduceQuery({ terms, embedding, filters, excludes }: SearchQuery): SearchQuery {
  return {
    terms,
    ...(embedding ? { embedding } : {}),
    ...(filters ? { filters: { ...filters, ...(filters.tags ? { tags: filters.tags.toSorted() } : {}) } } : {}),
    excludes: excludes.toSorted(),
  }
}
