import type { ComposeRequest } from '../vocabulary/composition'
import type { RetrievalPort } from '../vocabulary/ports'
import type { Candidate } from '../vocabulary/types'
import { findFailedFilter } from './matches-filters'
import { toModuleCandidate } from './to-candidate'

/** Modules that are looked at for being needed: a chain of dependencies has no end by itself. */
const MAX_DEPENDENCIES = 64

type Dependencies = { offered: Candidate[]; dropped: Candidate[]; warnings: string[] }

/**
 * What the chosen modules depend on, transitively, each as a whole module that is sent only with what needs it; packing
 * takes it where there is room; what only spare ones need is spare too. Left alone are modules that take part anyway, chosen or required. The request's filters
 * and curation hold for a dependency too, and are given as its reason.
 *
 * @param kept the chosen candidates
 * @param taken ids of required modules
 */
export async function offerDependencies(
  kept: Candidate[],
  taken: ReadonlySet<string>,
  { excludes, filters }: Pick<ComposeRequest, 'excludes' | 'filters'>,
  retrieval: Pick<RetrievalPort, 'getModules'>,
): Promise<Dependencies> {
  const offered: Candidate[] = []
  const dropped: Candidate[] = []
  const dependents = new Map<string, Set<string>>()
  const seen = new Set([...kept.map(({ module }) => module.moduleId), ...taken, ...excludes])
  let missing = 0
  for (let level = kept; level.length > 0; ) {
    const next = new Set<string>()
    for (const { module } of level) {
      for (const id of module.dependencies) {
        dependents.set(id, (dependents.get(id) ?? new Set()).add(module.moduleId))
        if (!seen.has(id)) next.add(id)
      }
    }
    for (const id of next) seen.add(id)
    const open = [...next].slice(0, Math.max(0, MAX_DEPENDENCIES - offered.length))
    missing += next.size - open.length
    level = []
    if (open.length === 0) continue
    for (const module of await retrieval.getModules(open)) {
      const failed = findFailedFilter(module, filters)
      if (failed) {
        dropped.push(toModuleCandidate(module, { reason: 'filtered_out', because: { of: failed }, isDropped: true }))
      } else if (module.excludedChunkIds?.length) {
        dropped.push(toModuleCandidate(module, { reason: 'curated_out', isDropped: true }))
      } else {
        level.push(toModuleCandidate(module, { reason: 'needed_by' }))
      }
    }
    offered.push(...level)
  }
  const first = reachedFrom(
    kept.filter(({ isSpare }) => !isSpare),
    offered,
  )
  return {
    offered: offered.map((candidate): Candidate => {
      const { moduleId } = candidate.module
      const neededBy = [...(dependents.get(moduleId) ?? [])].sort()
      const needed = { ...candidate, neededBy, because: { of: neededBy.join(', ') } }
      return first.has(moduleId) ? needed : { ...needed, isSpare: true }
    }),
    dropped,
    warnings:
      missing > 0
        ? [`${missing} more modules are needed by what was found; no more than ${MAX_DEPENDENCIES} are looked at`]
        : [],
  }
}

/** The modules of some candidates, and what of the others these depend on, at any remove. */
function reachedFrom(candidates: Candidate[], others: Candidate[]): ReadonlySet<string> {
  const byId = new Map(others.map((candidate) => [candidate.module.moduleId, candidate]))
  const reached = new Set<string>()
  const waiting = [...candidates]
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    if (reached.has(each.module.moduleId)) continue
    reached.add(each.module.moduleId)
    waiting.push(...each.module.dependencies.flatMap((id) => byId.get(id) ?? []))
  }
  return reached
}
