import type { ChunkHit, RetrievalPort, SearchQuery, StoredChunk } from '@/lib/engine/vocabulary/ports'
import type { ModuleSnapshot } from '@/lib/engine/vocabulary/types'
import { toChunkId } from './chunk-id'
import { prisma } from './client'
import { toLexicalQuery } from './lexical-query'
import { isOneOf, isStanding, readSnapshots } from './module-snapshots'
import { readChunks, readNeighbours } from './read-chunks'
import { readGrounding } from './read-grounding'
import { readModuleChunks, readModuleSummaries, readModules, standingIds } from './read-modules'
import { readSummaries } from './read-summaries'
import {
  findReleaseIndex,
  MAX_INDEXED_MODULES,
  type ReleaseIndex,
  readReleaseIndex,
} from './release-index/read-release-index'
import { countOpenModules, searchChunkDocuments, searchModuleDocuments } from './release-index/search-release-index'
import { readReleaseState } from './releases/release-state'
import { rescore, SLACK } from './rescore'
import {
  countFiltered,
  countLive,
  findChunks,
  findModules,
  readTermStatistics,
  type Scored,
  type SearchScope,
} from './search-sql'
import type { Reader } from './transaction'
import { warmModules } from './warm-modules'

type RetrievalScope = SearchScope & {
  /** The workspace's revision when the caller has just read it: what memory has of it is used without asking again. */
  revision?: number
  reader?: Reader
  /** Releases with more modules are searched in the database, others by an index in memory. */
  maxIndexedModules?: number
}

/** Where a query may see no more chunks, each of them is looked at. */
const MAX_SCANNED_CHUNKS = 5_000

/**
 * Retrieval over pgvector. It sees the versions that the release names and nothing else: no older version, no draft, no
 * archived module. Lexical scores are BM25 (inner product of stored document weights and idf), vector scores the inner
 * product of unit vectors, which is their cosine. Equal scores are ordered by id. Releases that fit are searched by an
 * index in memory, with the same results.
 */
export function createRetrievalPort(scope: RetrievalScope): RetrievalPort {
  const { workspaceId, releaseId, reader = prisma, maxIndexedModules = MAX_INDEXED_MODULES } = scope
  let state: ReturnType<typeof readReleaseState> | undefined
  const openState = () => {
    state ??= readReleaseState(reader, workspaceId, releaseId)
    return state
  }
  let index: Promise<ReleaseIndex | null> | undefined
  const openIndex = () => {
    index ??= openReleaseIndex()
    return index
  }
  async function openReleaseIndex(): Promise<ReleaseIndex | null> {
    const known = scope.revision === undefined ? undefined : findReleaseIndex(scope, scope.revision)
    if (known && known.modules.length <= maxIndexedModules) return known
    const state = await openState()
    if (!state || state.moduleCount > maxIndexedModules) return null
    const index = await readReleaseIndex(reader, scope, state)
    // one with a base has little of its own
    if (scope.reader === undefined && !index.base) warmModules(scope, index)
    return index
  }
  let statistics: { of: SearchQuery['terms']; found: ReturnType<typeof readTermStatistics> } | undefined
  async function prepareLexical(query: SearchQuery, of: 'chunks' | 'modules', share = 1) {
    const state = await openState()
    const termIds = query.terms.map(({ id }) => id)
    if (!state) return { lexical: toLexicalQuery([], { total: 0, frequencies: new Map() }), averageLength: 0 }
    if (statistics?.of !== query.terms) {
      statistics = { of: query.terms, found: readTermStatistics(reader, scope, state, termIds) }
    }
    const lexical = toLexicalQuery(query.terms, (await statistics.found)[of], share)
    return { lexical, averageLength: of === 'chunks' ? state.averageLength : state.moduleAverageLength }
  }

  /** The part of the workspace's chunks, about, that a query may find: filters and releases must not cost recall. */
  async function findOpenShare(query: SearchQuery): Promise<number> {
    const [index, state] = await Promise.all([openIndex(), openState()])
    const open = index ? countOpenModules(index, query) : await countLive(reader, scope, query)
    return Math.min(1, open / Math.max(1, state?.moduleCount ?? 0))
  }

  async function findInDatabase(query: SearchQuery, limit: number, moduleIds: string[] | undefined) {
    const share = moduleIds ? 1 : await findOpenShare(query)
    const isScan = share * ((await openState())?.chunkCount ?? 0) <= MAX_SCANNED_CHUNKS
    const { lexical, averageLength } = await prepareLexical(query, 'chunks', share)
    const rows = await findChunks(reader, scope, query, lexical, limit + SLACK, { moduleIds, isScan })
    return rescore(rows, query, lexical, averageLength, limit)
  }

  /** Versions are immutable and stay in memory; what answers made of a module is known per revision. */
  async function withGrounding(modules: ModuleSnapshot[]): Promise<ModuleSnapshot[]> {
    const revision = scope.revision ?? (await openState())?.revision
    if (revision === undefined) return modules
    const grounding = await readGrounding(reader, workspaceId, revision)
    return modules.map((module) => {
      const share = grounding.get(module.moduleId)
      return share === undefined ? module : { ...module, grounding: share }
    })
  }

  async function getChunks(chunkIds: string[]): Promise<StoredChunk[]> {
    if (chunkIds.length === 0) return []
    const index = await openIndex()
    return index ? readModuleChunks(reader, scope, index, chunkIds) : readChunks(reader, scope, chunkIds)
  }

  return {
    async listLanguages() {
      const index = await openIndex()
      return index?.state.languages ?? (await openState())?.languages ?? []
    },

    async listStandingModules() {
      const index = await openIndex()
      if (index) return readModules(reader, scope, index, standingIds(index))
      return readSnapshots(reader, workspaceId, releaseId, isStanding)
    },

    async getModules(moduleIds) {
      if (moduleIds.length === 0) return []
      const index = await openIndex()
      if (index) return withGrounding(await readModules(reader, scope, index, moduleIds))
      const found = await readSnapshots(reader, workspaceId, releaseId, isOneOf(moduleIds))
      const byId = new Map(found.map((module) => [module.moduleId, module]))
      return withGrounding(moduleIds.flatMap((id) => byId.get(id) ?? []))
    },

    async searchModules(query, limit) {
      const index = await openIndex()
      if (index) {
        const { hits, filters } = await searchModuleDocuments(index, query, limit)
        return { lexical: ranked(hits, 'lexical', toModuleHit), vector: ranked(hits, 'vector', toModuleHit), filters }
      }
      const { lexical, averageLength } = await prepareLexical(query, 'modules')
      const rows = await findModules(reader, scope, query, lexical, limit + SLACK)
      const hits = rescore(rows, query, lexical, averageLength, limit)
      return {
        lexical: ranked(hits, 'lexical', toModuleHit),
        vector: ranked(hits, 'vector', toModuleHit),
        filters: await countFiltered(reader, scope, query.filters),
      }
    },

    async searchChunks(query, limit, moduleIds) {
      if (moduleIds?.length === 0) return { lexical: [], vector: [] }
      const index = await openIndex()
      const hits = index?.chunkDocuments
        ? await searchChunkDocuments(index, index.chunkDocuments, query, limit, moduleIds)
        : await findInDatabase(query, limit, moduleIds)
      return { lexical: ranked(hits, 'lexical', toChunkHit), vector: ranked(hits, 'vector', toChunkHit) }
    },

    getChunks,

    getNeighbours: (chunkIds, reach) => readNeighbours(getChunks, chunkIds, reach),

    async getSummaries(moduleIds) {
      if (moduleIds.length === 0) return []
      const index = await openIndex()
      return index ? readModuleSummaries(reader, scope, index, moduleIds) : readSummaries(reader, scope, moduleIds)
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
