import type { ChunkHit, RetrievalPort, SearchQuery } from '@/lib/engine/ports'
import { toChunkId } from './chunk-id'
import { prisma } from './client'
import { MAX_INDEXED_MODULES, type ModuleIndex, readModuleIndex } from './module-index'
import { isOneOf, isStanding, readSnapshots } from './module-snapshots'
import { readChunks, readNeighbours } from './read-chunks'
import { readModules, standingIds } from './read-modules'
import { searchModuleIndex } from './search-module-index'
import {
  countFiltered,
  findChunks,
  findModules,
  readTermStatistics,
  readWorkspaceState,
  type Scored,
  type SearchScope,
  toLexicalQuery,
} from './search-sql'
import type { Reader } from './transaction'

type RetrievalScope = SearchScope & {
  reader?: Reader
  /** Releases with more modules are searched in the database, others by an index in memory. */
  maxIndexedModules?: number
}

/**
 * Retrieval over pgvector. It sees the versions that the release names and nothing else: no older version, no draft, no
 * archived module. Lexical scores are BM25 (inner product of stored document weights and idf), vector scores the inner
 * product of unit vectors, which is their cosine. Equal scores are ordered by id.
 */
export function createRetrievalPort(scope: RetrievalScope): RetrievalPort {
  const { workspaceId, releaseId, reader = prisma, maxIndexedModules = MAX_INDEXED_MODULES } = scope
  let index: Promise<ModuleIndex | null> | undefined
  const openIndex = () => {
    index ??= readWorkspaceState(reader, workspaceId).then((state) =>
      state && state.moduleCount <= maxIndexedModules ? readModuleIndex(reader, scope, state) : null,
    )
    return index
  }
  let statistics: { of: SearchQuery['terms']; found: ReturnType<typeof readTermStatistics> } | undefined
  const statisticsOf = (query: SearchQuery) => {
    if (statistics?.of !== query.terms) {
      const ids = query.terms.map(({ id }) => id)
      statistics = { of: query.terms, found: readTermStatistics(reader, workspaceId, ids) }
    }
    return statistics.found
  }

  return {
    async listStandingModules() {
      const index = await openIndex()
      if (index) return readModules(reader, scope, index, standingIds(index))
      return readSnapshots(reader, workspaceId, releaseId, isStanding)
    },

    async getModules(moduleIds) {
      if (moduleIds.length === 0) return []
      const index = await openIndex()
      if (index) return readModules(reader, scope, index, moduleIds)
      const found = await readSnapshots(reader, workspaceId, releaseId, isOneOf(moduleIds))
      const byId = new Map(found.map((module) => [module.moduleId, module]))
      return moduleIds.flatMap((id) => byId.get(id) ?? [])
    },

    async searchModules(query, limit) {
      const index = await openIndex()
      if (index) {
        const { hits, filters } = searchModuleIndex(index, query, limit)
        return { lexical: ranked(hits, 'lexical', toModuleHit), vector: ranked(hits, 'vector', toModuleHit), filters }
      }
      const lexical = toLexicalQuery(query, await statisticsOf(query), 'modules')
      const hits = await findModules(reader, scope, query, lexical, limit)
      return {
        lexical: ranked(hits, 'lexical', toModuleHit),
        vector: ranked(hits, 'vector', toModuleHit),
        filters: await countFiltered(reader, scope, query.filters),
      }
    },

    async searchChunks(query, limit, moduleIds) {
      if (moduleIds?.length === 0) return { lexical: [], vector: [] }
      const lexical = toLexicalQuery(query, await statisticsOf(query), 'chunks')
      const hits = await findChunks(reader, scope, query, lexical, limit, moduleIds)
      return { lexical: ranked(hits, 'lexical', toChunkHit), vector: ranked(hits, 'vector', toChunkHit) }
    },

    async getChunks(chunkIds) {
      return chunkIds.length === 0 ? [] : readChunks(reader, scope, await openIndex(), chunkIds)
    },

    async getNeighbours(chunkIds, reach) {
      return chunkIds.length === 0 ? [] : readNeighbours(reader, scope, await openIndex(), chunkIds, reach)
    },
  }
}

function ranked<T>(hits: Scored[], retriever: Scored['retriever'], toHit: (hit: Scored) => T) {
  return hits
    .filter((hit) => hit.retriever === retriever && hit.score > 0)
    .map((hit, i) => ({ ...toHit(hit), rank: i + 1, score: hit.score }))
}

const toModuleHit = ({ moduleId }: Scored) => ({ moduleId })

function toChunkHit(hit: Scored): Omit<ChunkHit, 'rank' | 'score'> {
  return { chunkId: toChunkId(hit), moduleId: hit.moduleId, version: hit.version }
}
