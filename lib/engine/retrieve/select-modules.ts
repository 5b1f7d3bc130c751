import type { PolicySettings } from '../vocabulary/policy'
import type { ModuleHit, RetrievalPort, SearchQuery } from '../vocabulary/ports'
import type { Candidate, ModuleSnapshot } from '../vocabulary/types'
import { fuseHits } from './fuse-hits'
import type { FusedHit } from './fuse-ranks'
import { matchesFilters } from './matches-filters'
import { toModuleCandidate } from './to-candidate'
import { toLists } from './to-lists'

export type SelectedModules = {
  /** Modules whose chunks are searched, by id: the best ones, those of the best chunks, and those that they depend on. */
  modules: Map<string, ModuleSnapshot>
  /** How the search over modules found each of them; a dependency may be missing here. */
  hits: Map<string, FusedHit>
  dropped: Candidate[]
  filters: { name: string; removed: number }[]
}

/**
 * Coarse stage: lexical and vector search over whole modules, fused; the best `moduleLimit` go on, and with them the
 * modules of as many chunks that hold most of the query's words: a long module may speak of something in one place
 * alone. A module that one of them depends on may compete with its chunks as well, since what it explains is presupposed
 * there.
 *
 * @param taken ids that take part already (required modules)
 */
export async function selectModules(
  query: SearchQuery,
  settings: PolicySettings['retrieval'],
  taken: Set<string>,
  retrieval: RetrievalPort,
): Promise<SelectedModules> {
  const [{ filters, ...found }, nominated] = await Promise.all([
    retrieval.searchModules(query, settings.moduleLimit),
    retrieval.searchChunks({ ...query, embedding: undefined }, Math.min(settings.moduleLimit, settings.chunkLimit)),
  ])
  const lexical = found.lexical.map(withId)
  const vector = found.vector.map(withId)
  const fused = fuseHits(toLists(['moduleLexical', 'moduleVector'], query, settings, { lexical, vector }), settings)
  const hits = new Map(fused.map((hit) => [hit.id, hit]))
  const ids = fused.filter((hit) => hit.fused > 0 && !taken.has(hit.id)).map((hit) => hit.id)
  const modules = await retrieval.getModules(ids)
  const placeOf = new Map(modules.map((module, at) => [module, at + 1]))
  const best = modules.slice(0, settings.moduleLimit)
  const bestIds = new Set([...best.map(({ moduleId }) => moduleId), ...taken])
  const nominatedIds = [...new Set(nominated.lexical.map(({ moduleId }) => moduleId))].filter((id) => !bestIds.has(id))
  const kept = [...best, ...(nominatedIds.length > 0 ? await retrieval.getModules(nominatedIds) : [])]
  const keptIds = new Set(kept.map(({ moduleId }) => moduleId))
  const dropped = modules
    .slice(settings.moduleLimit)
    .filter(({ moduleId }) => !keptIds.has(moduleId))
    .map((module) => {
      const because = { compared: placeOf.get(module)!, limit: settings.moduleLimit, unit: 'rank' } as const
      const outcome = { reason: 'below_module_limit', because, isDropped: true } as const
      return toModuleCandidate(module, outcome, toFound(hits.get(module.moduleId)))
    })

  const known = new Set([...ids, ...keptIds, ...taken, ...query.excludes])
  const dependencyIds = [...new Set(kept.flatMap((module) => module.dependencies))].filter((id) => !known.has(id))
  const dependencies = dependencyIds.length > 0 ? await retrieval.getModules(dependencyIds) : []
  const searchable = dependencies.filter(
    (module) => module.activation === 'semantic' && matchesFilters(module, query.filters),
  )
  return {
    modules: new Map([...kept, ...searchable].map((module) => [module.moduleId, module])),
    hits,
    dropped,
    filters,
  }
}

function toFound(hit: FusedHit | undefined): Pick<Candidate, 'ranks' | 'scores'> {
  return hit
    ? { ranks: hit.ranks, scores: { ...hit.scores, moduleFused: hit.fused, fused: hit.fused } }
    : { ranks: {}, scores: {} }
}

const withId = (hit: ModuleHit) => ({ id: hit.moduleId, rank: hit.rank, score: hit.score })
