import type { PolicySettings } from '../vocabulary/policy'
import type { RetrievalPort, SearchQuery } from '../vocabulary/ports'
import type { Candidate } from '../vocabulary/types'
import { selectChunks } from './select-chunks'
import { type SelectedModules, selectModules } from './select-modules'

/** A follow-up as it was asked. `weight` is what its scores count beside those of what it was read as, 0–1. */
export type Beside = { query: SearchQuery; weight: number }

type SelectedBeside = Omit<SelectedModules, 'hits'> & { found: number; own: SelectedModules; other?: SelectedModules }

/**
 * Coarse stage for a query and, beside it, for what was asked before it was rewritten. Modules of either go on, each search
 * with its own hits; `found` counts the modules that either found.
 */
export async function selectModulesBeside(
  query: SearchQuery,
  beside: Beside | undefined,
  settings: PolicySettings['retrieval'],
  taken: Set<string>,
  retrieval: RetrievalPort,
): Promise<SelectedBeside> {
  const [own, other] = await Promise.all([
    selectModules(query, settings, taken, retrieval),
    beside && selectModules(beside.query, settings, taken, retrieval),
  ])
  if (!other) return { ...own, found: own.hits.size, own }
  const modules = new Map([...own.modules, ...other.modules])
  return {
    modules,
    found: new Set([...own.hits.keys(), ...other.hits.keys()]).size,
    dropped: own.dropped.filter(({ module }) => !modules.has(module.moduleId)),
    filters: own.filters,
    own,
    other,
  }
}

/** Fine stage for both, each in the modules that it found; of a chunk that both find the better score holds. */
export async function selectChunksBeside(
  query: SearchQuery,
  beside: Beside | undefined,
  settings: PolicySettings['retrieval'],
  { own, other }: { own: SelectedModules; other?: SelectedModules },
  retrieval: RetrievalPort,
): Promise<{ found: Candidate[]; dropped: Candidate[] }> {
  const [read, asked] = await Promise.all([
    selectChunks(query, settings, own.modules, own.hits, retrieval),
    beside && other && selectChunks(beside.query, settings, other.modules, other.hits, retrieval),
  ])
  if (!beside || !asked) return read
  const found = new Map(read.found.map((candidate) => [keyOf(candidate), candidate]))
  for (const candidate of asked.found) {
    const fused = beside.weight * fusedOf(candidate)
    const known = found.get(keyOf(candidate))
    if (known && fusedOf(known) >= fused) continue
    found.set(keyOf(candidate), { ...candidate, scores: { ...candidate.scores, fused } })
  }
  const modules = new Set([...found.values()].map(({ module }) => module.moduleId))
  const dropped = new Map(
    [...asked.dropped, ...read.dropped].map((candidate) => [
      `${candidate.chunkId} ${candidate.module.moduleId}`,
      candidate,
    ]),
  )
  return {
    found: [...found.values()].sort((a, b) => fusedOf(b) - fusedOf(a) || (keyOf(a) < keyOf(b) ? -1 : 1)),
    dropped: [...dropped.values()].filter(
      ({ chunkId, module }) => chunkId !== undefined || !modules.has(module.moduleId),
    ),
  }
}

const keyOf = ({ chunkId = '' }: Candidate) => chunkId
const fusedOf = ({ scores }: Candidate) => scores.fused ?? 0
