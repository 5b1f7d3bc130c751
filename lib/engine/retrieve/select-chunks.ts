import { detectTextLanguage } from '../text/detect-language'
import { extractTerms } from '../text/terms'
import type { PolicySettings } from '../vocabulary/policy'
import type { ChunkHit, RetrievalPort, SearchQuery } from '../vocabulary/ports'
import type { Candidate, ModuleSnapshot } from '../vocabulary/types'
import { fuseHits } from './fuse-hits'
import { compareHits, type FusedHit } from './fuse-ranks'
import { toCandidateModule, toChunkCandidate, toModuleCandidate } from './to-candidate'
import { toLists } from './to-lists'
import { trimExcluded } from './trim-excluded'

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
  const own = fuseHits(
    toLists(['lexical', 'vector'], query, settings, { lexical: lexical.map(withId), vector: vector.map(withId) }),
    settings,
  ).filter((hit) => hit.fused > 0)
  const moduleOf = new Map([...lexical, ...vector].map(({ chunkId, moduleId }) => [chunkId, moduleId]))
  const fused = own
    .map((hit) => ({ ...hit, fused: withModule(hit.fused, moduleHits.get(moduleOf.get(hit.id) ?? ''), settings) }))
    .sort(compareHits)

  const stored = await retrieval.getChunks(fused.map((hit) => hit.id))
  const chunks = await trimExcluded(stored, modules, retrieval)
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
        { reason: 'no_chunk_found', because: { compared: 0, limit: 1, unit: 'chunks' }, isDropped: true },
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
    if (!module || !extractTerms(chunk.text, detectTextLanguage(chunk.text)).some(({ id }) => wanted.has(id))) return []
    return [{ ...toChunkCandidate(chunk, toCandidateModule(module), { reason: 'curated_out' }), isDropped: true }]
  })
}

const moduleFused = (hit: FusedHit | undefined): Record<string, number> => (hit ? { moduleFused: hit.fused } : {})

/** A chunk is worth what it says, and what the module says that it is part of. */
function withModule(
  own: number,
  module: FusedHit | undefined,
  { moduleWeight }: Pick<PolicySettings['retrieval'], 'moduleWeight'>,
): number {
  return (own + moduleWeight * (module?.fused ?? 0)) / (1 + moduleWeight)
}

const withId = (hit: ChunkHit) => ({ id: hit.chunkId, rank: hit.rank, score: hit.score })
