import type { ChunkHit, RetrievalPort, SearchQuery } from '../ports'
import type { Candidate, ModuleSnapshot, PolicySettings } from '../types'
import { type FusedHit, fuseRanks } from './fuse-ranks'
import { extractTerms } from './terms'
import { toCandidateModule, toChunkCandidate, toModuleCandidate } from './to-candidate'

/**
 * Fine stage: chunks of the selected modules by lexical and vector search, fused, best first. A selected module of which
 * no chunk was found is reported as dropped.
 *
 * @param moduleHits how the coarse stage found the modules; its ranks and scores are carried along
 */
export async function selectChunks(
  query: SearchQuery,
  settings: PolicySettings['retrieval'],
  modules: Map<string, ModuleSnapshot>,
  moduleHits: Map<string, FusedHit>,
  retrieval: RetrievalPort,
): Promise<{ found: Candidate[]; dropped: Candidate[] }> {
  if (modules.size === 0) return { found: [], dropped: [] }
  const { lexical, vector } = await retrieval.searchChunks(query, settings.chunkLimit, [...modules.keys()])
  const fused = fuseRanks(
    [
      { name: 'lexical', weight: settings.lexicalWeight, hits: lexical.map(withId) },
      { name: 'vector', weight: settings.vectorWeight, hits: vector.map(withId) },
    ],
    settings.k,
  ).filter((hit) => hit.fused > 0)

  const chunks = await retrieval.getChunks(fused.map((hit) => hit.id))
  const chunkById = new Map(chunks.map((chunk) => [chunk.chunkId, chunk]))
  const found: Candidate[] = []
  for (const hit of fused) {
    const chunk = chunkById.get(hit.id)
    const module = chunk && modules.get(chunk.moduleId)
    if (!chunk || !module || module.version !== chunk.version) continue
    const moduleHit = moduleHits.get(chunk.moduleId)
    found.push(
      toChunkCandidate(
        chunk,
        toCandidateModule(module),
        { reason: 'relevant' },
        {
          ranks: { ...moduleHit?.ranks, ...hit.ranks },
          scores: { ...moduleHit?.scores, ...moduleFused(moduleHit), ...hit.scores, fused: hit.fused },
        },
      ),
    )
  }

  const withChunks = new Set(found.map((candidate) => candidate.module.moduleId))
  const dropped = [...modules.values()]
    .filter((module) => !withChunks.has(module.moduleId) && moduleHits.has(module.moduleId))
    .map((module) => {
      const hit = moduleHits.get(module.moduleId)
      return toModuleCandidate(
        module,
        { reason: 'below_top_n', detail: `none of its chunks among the ${settings.chunkLimit} best`, isDropped: true },
        { ranks: { ...hit?.ranks }, scores: { ...hit?.scores, ...moduleFused(hit), fused: hit?.fused ?? 0 } },
      )
    })
  return { found, dropped: [...dropped, ...(await findExcluded(query, modules, retrieval))] }
}

/** Chunks that curation excludes and that hold a word of the query: retrieval cannot find them, the trace names them. */
async function findExcluded(
  query: SearchQuery,
  modules: Map<string, ModuleSnapshot>,
  retrieval: RetrievalPort,
): Promise<Candidate[]> {
  const ids = [...modules.values()].flatMap(({ excludedChunkIds = [] }) => excludedChunkIds)
  if (ids.length === 0) return []
  const wanted = new Set(query.terms.map(({ id }) => id))
  const chunks = await retrieval.getChunks(ids)
  return chunks.flatMap((chunk) => {
    const module = modules.get(chunk.moduleId)
    if (!module || !extractTerms(chunk.text).some(({ id }) => wanted.has(id))) return []
    const outcome = { reason: 'excluded_by_user', detail: 'excluded by curation' } as const
    return [{ ...toChunkCandidate(chunk, toCandidateModule(module), outcome), isDropped: true }]
  })
}

const moduleFused = (hit: FusedHit | undefined): Record<string, number> => (hit ? { moduleFused: hit.fused } : {})
const withId = (hit: ChunkHit) => ({ id: hit.chunkId, rank: hit.rank, score: hit.score })
