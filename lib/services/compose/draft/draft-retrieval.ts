import { prisma } from '@/lib/db/client'
import { readReleaseState } from '@/lib/db/releases/release-state'
import { toLexicalQuery } from '@/lib/db/retrieval/lexical-query'
import { readTermStatistics } from '@/lib/db/retrieval/sql/search-sql'
import {
  bm25Norm,
  bm25Weight,
  cosine,
  findFailedFilter,
  type RetrievalPort,
  type SearchQuery,
  type StoredChunk,
} from '@/lib/engine'
import type { OpenDraft } from './open-draft'

type Scope = { workspaceId: string; releaseId: string }
type Ranked = { moduleId: string; rank: number; score: number }
type Scored = Pick<OpenDraft['index'], 'length' | 'termCounts' | 'vector'>

/**
 * The release with a draft in place of its module. The draft is scored by the release's statistics, which one module
 * hardly changes.
 */
export function withDraft(port: RetrievalPort, scope: Scope, draft: OpenDraft): RetrievalPort {
  const { moduleId } = draft.module
  const own = new Map(draft.chunks.map((chunk) => [chunk.chunkId, chunk]))
  const isOwn = (chunkId: string) => own.has(chunkId)
  const withoutOwn = (query: SearchQuery): SearchQuery => ({ ...query, excludes: [...query.excludes, moduleId] })
  const isFound = (query: SearchQuery) =>
    draft.module.activation === 'semantic' &&
    !query.excludes.includes(moduleId) &&
    !findFailedFilter(draft.module, query.filters)
  return {
    ...port,
    async listStandingModules() {
      const others = (await port.listStandingModules()).filter((module) => module.moduleId !== moduleId)
      const isStanding = draft.module.activation === 'always' || draft.module.activation === 'rule'
      return isStanding ? [...others, draft.module].sort(byPriority) : others
    },
    async getModules(moduleIds) {
      const found = await port.getModules(moduleIds.filter((id) => id !== moduleId))
      const byId = new Map([...found, draft.module].map((module) => [module.moduleId, module]))
      return moduleIds.flatMap((id) => byId.get(id) ?? [])
    },
    async searchModules(query, limit) {
      const { lexical, vector, filters } = await port.searchModules(withoutOwn(query), limit)
      if (!isFound(query)) return { lexical, vector, filters }
      const score = await openScore(scope, query, 'modules')
      const hit = { moduleId, rank: 0 }
      return {
        lexical: merge(lexical, [{ ...hit, score: score.lexical(draft.index) }], limit),
        vector: merge(vector, [{ ...hit, score: score.vector(draft.index) }], limit),
        filters,
      }
    },
    async searchChunks(query, limit, moduleIds) {
      const isInside = moduleIds === undefined || moduleIds.includes(moduleId)
      const { lexical, vector } = await port.searchChunks(withoutOwn(query), limit, moduleIds)
      if (!isInside || !isFound(query)) return { lexical, vector }
      const score = await openScore(scope, query, 'chunks')
      const hitsOf = (scoreOf: (chunk: Scored) => number) =>
        draft.chunks
          .filter(({ isOpen }) => isOpen)
          .map((chunk) => ({
            chunkId: chunk.chunkId,
            moduleId,
            version: chunk.version,
            rank: 0,
            score: scoreOf(chunk),
          }))
      return {
        lexical: merge(lexical, hitsOf(score.lexical), limit),
        vector: merge(vector, hitsOf(score.vector), limit),
      }
    },
    async getChunks(chunkIds) {
      const found = await port.getChunks(chunkIds.filter((id) => !isOwn(id)))
      const byId = new Map<string, StoredChunk>([...found.map((chunk) => [chunk.chunkId, chunk] as const), ...own])
      return chunkIds.flatMap((id) => byId.get(id) ?? [])
    },
    async getNeighbours(chunkIds, reach) {
      const others = chunkIds.filter((id) => !isOwn(id))
      const found = await port.getNeighbours(others, reach)
      const byId = new Map(others.map((id, at) => [id, found[at] ?? []]))
      return chunkIds.map((id) => {
        const chunk = own.get(id)
        if (!chunk) return byId.get(id) ?? []
        return draft.chunks.filter(
          ({ chunkId, ordinal }) => chunkId !== id && Math.abs(ordinal - chunk.ordinal) <= reach,
        )
      })
    },
    // summaries are made after a publish
    getSummaries: async (moduleIds) => (await port.getSummaries?.(moduleIds.filter((id) => id !== moduleId))) ?? [],
  }
}

const PRIORITY = { high: 0, medium: 1, low: 2 }
function byPriority(a: OpenDraft['module'], b: OpenDraft['module']): number {
  return PRIORITY[a.priority] - PRIORITY[b.priority] || (a.moduleId < b.moduleId ? -1 : 1)
}

/** BM25 and cosine of a text that the release does not hold, as the release scores its own. */
async function openScore({ workspaceId, releaseId }: Scope, query: SearchQuery, of: 'chunks' | 'modules') {
  const state = await readReleaseState(prisma, { workspaceId, releaseId })
  const termIds = query.terms.map(({ id }) => id)
  const statistics = state && (await readTermStatistics(prisma, { workspaceId, releaseId }, state, termIds))[of]
  const weights = new Map(statistics ? toLexicalQuery(query.terms, statistics).weights : [])
  const averageLength = (of === 'chunks' ? state?.averageLength : state?.moduleAverageLength) ?? 1
  const embedding = Float64Array.from(query.embedding ?? [])
  return {
    lexical: ({ length, termCounts: { ids, frequencies } }: Scored) => {
      const norm = bm25Norm(length, averageLength)
      return ids.reduce((sum, id, at) => {
        const weight = weights.get(id)
        return weight === undefined ? sum : sum + weight * bm25Weight(frequencies[at] ?? 0, norm)
      }, 0)
    },
    vector: ({ vector }: Scored) =>
      vector?.length === embedding.length ? cosine(Float32Array.from(vector), 0, embedding) : 0,
  }
}

/** Best first, equal scores in the order of the release. */
function merge<Hit extends Ranked>(others: Hit[], own: Hit[], limit: number): Hit[] {
  return [...others, ...own.filter(({ score }) => score > 0)]
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map((hit, at) => ({ ...hit, rank: at + 1 }))
}
