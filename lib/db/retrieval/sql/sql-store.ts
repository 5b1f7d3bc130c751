import { floorToPowerOfTwo, versionKey } from '@/lib/engine'
import type { RetrievalPort, SearchQuery } from '@/lib/engine/vocabulary/ports'
import { Prisma } from '../../generated/client'
import { releaseEntries } from '../../releases/release-entries'
import type { ReleaseState } from '../../releases/release-state'
import type { Reader } from '../../transaction'
import type { ApproximateDocuments } from '../approximate/index-sql'
import { findServing, type Serving, withIterativeScan } from '../approximate/serving'
import { withGrounding } from '../grounding'
import { type SearchScope, SLACK, toChunkHits, toModuleHits } from '../hits'
import { toLexicalQuery } from '../lexical-query'
import { isOneOf, isStanding, readSnapshots } from '../module-snapshots'
import { readNeighbours } from '../neighbours'
import { type Bodies, readChunks } from '../stored-chunks'
import { countFiltered, countLive } from './live-modules'
import { readSummaries } from './read-summaries'
import { rescore } from './rescore'
import { findChunks, findModules, readTermStatistics, type ScoredRow } from './search-sql'

/** Where a query may see no more chunks, each of them is looked at. */
const MAX_SCANNED_CHUNKS = 5_000

export type SqlScope = SearchScope & {
  /** Where a query may see no more chunks, the vector of each is looked at, whatever index there is. Default 5,000. */
  maxExactChunks?: number
}

/**
 * Searches a release where it is stored.
 *
 * @param countOpen how many modules a query may see, where that is known without asking the database
 */
export function createSqlStore(
  reader: Reader,
  scope: SqlScope,
  state: ReleaseState,
  countOpen = (query: SearchQuery): number | Promise<number> => countLive(reader, scope, query),
): Required<RetrievalPort> {
  const { workspaceId, releaseId, maxExactChunks = MAX_SCANNED_CHUNKS } = scope
  let statistics: { of: SearchQuery['terms']; found: ReturnType<typeof readTermStatistics> } | undefined
  async function toLexical(query: SearchQuery, of: 'chunks' | 'modules', share = 1) {
    if (statistics?.of !== query.terms) {
      const termIds = query.terms.map(({ id }) => id)
      statistics = { of: query.terms, found: readTermStatistics(reader, scope, state, termIds) }
    }
    return toLexicalQuery(query.terms, (await statistics.found)[of], share)
  }
  /** By an approximate index where one serves and finds enough, otherwise by looking at each vector. */
  async function search(
    documents: ApproximateDocuments,
    { embedding }: SearchQuery,
    limit: number,
    find: (reader: Reader, serving: Serving | null) => Promise<ScoredRow[]>,
  ): Promise<ScoredRow[]> {
    const key = { workspaceId, indexId: scope.embeddingModel, documents }
    const serving = embedding ? await findServing(key, embedding.length) : null
    const rows = serving && (await withIterativeScan(serving, (tx) => find(tx, serving)))
    const isEnough = rows && rows.filter(({ retriever }) => retriever === 'vector').length >= limit
    return isEnough ? rows : find(reader, null)
  }
  const inRelease = Prisma.sql`EXISTS (
    SELECT 1 FROM ${releaseEntries(workspaceId, releaseId)} e
    WHERE e."moduleId" = v."moduleId" AND e."version" = v."version"
    OFFSET 0
  )`
  /** The chunks that a composition reads are those of its modules, and a store serves one composition. */
  const bodies: Bodies = new Map()
  const getChunks = (chunkIds: string[]) => readChunks(reader, workspaceId, chunkIds, { where: inRelease, bodies })
  async function readModules(where: Prisma.Sql) {
    const modules = await readSnapshots(reader, workspaceId, releaseId, where)
    for (const module of modules) bodies.set(versionKey(module), module.body)
    return modules
  }
  return {
    listLanguages: async () => state.languages,
    estimateChunks: async () => floorToPowerOfTwo(state.chunkCount),
    listStandingModules: () => readModules(isStanding),
    async getModules(moduleIds) {
      const found = await readModules(isOneOf(moduleIds))
      const byId = new Map(found.map((module) => [module.moduleId, module]))
      const modules = moduleIds.flatMap((id) => byId.get(id) ?? [])
      return withGrounding(reader, { workspaceId, revision: state.revision }, modules)
    },
    async searchModules(query, limit) {
      const lexical = await toLexical(query, 'modules')
      const rows = await search('modules', query, limit + SLACK, (reader, serving) =>
        findModules(reader, scope, query, lexical, limit + SLACK, { serving }),
      )
      const hits = rescore(rows, query, lexical, state.moduleAverageLength, limit)
      return { ...toModuleHits(hits), filters: await countFiltered(reader, scope, query.filters) }
    },
    async searchLeftOut(query, limit) {
      const byWords = { ...query, embedding: undefined }
      const lexical = await toLexical(byWords, 'modules')
      const rows = await findModules(reader, scope, byWords, lexical, limit + SLACK, { isLeftOut: true })
      return toModuleHits(rescore(rows, byWords, lexical, state.moduleAverageLength, limit)).lexical
    },
    async searchChunks(query, limit, moduleIds) {
      // the part of the release that a query may find: filters must not cost recall
      const share = moduleIds ? 1 : Math.min(1, (await countOpen(query)) / Math.max(1, state.moduleCount))
      const chunkCount = share * state.chunkCount
      const isScan = chunkCount <= MAX_SCANNED_CHUNKS
      const lexical = await toLexical(query, 'chunks', share)
      const find = (reader: Reader, serving: Serving | null) =>
        findChunks(reader, scope, query, lexical, limit + SLACK, { moduleIds, isScan, serving })
      const rows = await (moduleIds || chunkCount <= maxExactChunks
        ? find(reader, null)
        : search('chunks', query, limit + SLACK, find))
      return toChunkHits(rescore(rows, query, lexical, state.averageLength, limit))
    },
    getChunks,
    getNeighbours: (chunkIds, reach) => readNeighbours(getChunks, chunkIds, reach),
    getSummaries: (moduleIds) => readSummaries(reader, scope, moduleIds),
  }
}
