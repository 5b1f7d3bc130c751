import type { RetrievalPort } from '@/lib/engine/vocabulary/ports'
import { prisma } from '../client'
import { readReleaseState } from '../releases/release-state'
import { createMemoryStore } from './memory/memory-store'
import { findReleaseIndex, MAX_INDEXED_MODULES, type ReleaseIndex, readReleaseIndex } from './memory/read-release-index'
import { countOpenModules } from './memory/search-release-index'
import { warmModules } from './memory/warm-modules'
import { createSqlStore, type SqlScope } from './sql/sql-store'

type RetrievalScope = SqlScope & {
  /** The release's revision when the caller has just read it: what memory has of it is used without asking again. */
  revision?: number
  /** Releases with more modules are searched in the database, others by an index in memory. */
  maxIndexedModules?: number
}

type Store = Required<RetrievalPort>

/**
 * Retrieval over what the database holds. It sees the versions that the release names and nothing else: no older version,
 * no draft, no archived module. Lexical scores are BM25 (inner product of stored document weights and idf), vector scores
 * the inner product of unit vectors, which is their cosine. Equal scores are ordered by id. Releases that fit are searched
 * in memory; which store answers is decided once, with the first question. A document has the same score in both. What the
 * database finds can lack some that memory finds: it looks for the documents of the query's rarest words alone, as many words
 * as some 6,000 documents hold (`toLexicalQuery`), and for the nearest of very many vectors by an approximate index.
 */
export function openRetrieval(scope: RetrievalScope): Store {
  let chosen: Promise<Store> | undefined
  const open = () => {
    chosen ??= chooseStore(scope)
    return chosen
  }
  return {
    listLanguages: async () => (await open()).listLanguages(),
    estimateChunks: async () => (await open()).estimateChunks(),
    listStandingModules: async () => (await open()).listStandingModules(),
    getModules: async (moduleIds) => (moduleIds.length === 0 ? [] : (await open()).getModules(moduleIds)),
    searchModules: async (query, limit) => (await open()).searchModules(query, limit),
    searchLeftOut: async (query, limit) => (await open()).searchLeftOut(query, limit),
    searchChunks: async (query, limit, moduleIds) =>
      moduleIds?.length === 0 ? { lexical: [], vector: [] } : (await open()).searchChunks(query, limit, moduleIds),
    getChunks: async (chunkIds) => (chunkIds.length === 0 ? [] : (await open()).getChunks(chunkIds)),
    getNeighbours: async (chunkIds, reach) => (await open()).getNeighbours(chunkIds, reach),
    getSummaries: async (moduleIds) => (moduleIds.length === 0 ? [] : (await open()).getSummaries(moduleIds)),
  }
}

async function chooseStore(scope: RetrievalScope): Promise<Store> {
  const { revision, maxIndexedModules = MAX_INDEXED_MODULES } = scope
  const known = revision === undefined ? undefined : findReleaseIndex(scope, revision)
  if (known && known.modules.length <= maxIndexedModules) return toStore(scope, known)
  const state = await readReleaseState(prisma, scope)
  if (!state) return createSqlStore(prisma, scope, EMPTY)
  if (state.moduleCount > maxIndexedModules) return createSqlStore(prisma, scope, state)
  const index = await readReleaseIndex(prisma, scope, state)
  // one with a base has little of its own
  if (!index.base) warmModules(scope, index)
  return toStore(scope, index)
}

/** The database searches the chunks of a release that has too many, or whose chunks are still being read. */
function toStore(scope: SqlScope, index: ReleaseIndex): Store {
  const memory = createMemoryStore(prisma, scope, index)
  if (index.chunkDocuments) return memory
  const sql = createSqlStore(prisma, scope, index.state, (query) => countOpenModules(index, query))
  return { ...memory, searchChunks: sql.searchChunks }
}

/** Of a release that is not there. */
const EMPTY = {
  revision: 0,
  baseId: null,
  baseRevision: null,
  chunkCount: 0,
  averageLength: 0,
  moduleCount: 0,
  moduleAverageLength: 0,
  languages: [],
}
