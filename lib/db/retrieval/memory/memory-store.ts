import { floorToPowerOfTwo } from '@/lib/engine'
import type { RetrievalPort } from '@/lib/engine/vocabulary/ports'
import type { Reader } from '../../transaction'
import { withGrounding } from '../grounding'
import { type SearchScope, toChunkHits, toModuleHits } from '../hits'
import { readNeighbours } from '../neighbours'
import { readModuleChunks, readModuleSummaries, readModules, standingIds } from './read-modules'
import type { ReleaseIndex } from './read-release-index'
import { searchChunkDocuments, searchLeftOutDocuments, searchModuleDocuments } from './search-release-index'

/** Searches a release that memory holds, and reads the texts of what was found. */
export function createMemoryStore(reader: Reader, scope: SearchScope, index: ReleaseIndex): Required<RetrievalPort> {
  const { workspaceId } = scope
  const getChunks = (chunkIds: string[]) => readModuleChunks(reader, scope, index, chunkIds)
  return {
    listLanguages: async () => index.state.languages,
    estimateChunks: async () => floorToPowerOfTwo(index.state.chunkCount),
    listStandingModules: () => readModules(reader, scope, index, standingIds(index)),
    async getModules(moduleIds) {
      const modules = await readModules(reader, scope, index, moduleIds)
      return withGrounding(reader, { workspaceId, revision: index.state.revision }, modules)
    },
    async searchModules(query, limit) {
      const { hits, filters } = await searchModuleDocuments(index, query, limit)
      return { ...toModuleHits(hits), filters }
    },
    async searchLeftOut(query, limit) {
      return toModuleHits(await searchLeftOutDocuments(index, query, limit)).lexical
    },
    async searchChunks(query, limit, moduleIds) {
      if (!index.chunkDocuments) throw new Error('The chunks of this release are not in memory.')
      return toChunkHits(await searchChunkDocuments(index, index.chunkDocuments, query, limit, moduleIds))
    },
    getChunks,
    getNeighbours: (chunkIds, reach) => readNeighbours(getChunks, chunkIds, reach),
    getSummaries: (moduleIds) => readModuleSummaries(reader, scope, index, moduleIds),
  }
}
