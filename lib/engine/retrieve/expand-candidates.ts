import type { RetrievalPort } from '../ports'
import type { Candidate, ModuleSnapshot, PolicySettings } from '../types'
import { offerSummaries } from './offer-summaries'
import { toChunkCandidate, toModuleCandidate } from './to-candidate'

/** Share of the kept chunks, counted from the best, whose neighbours are offered. */
const STRONG_SHARE = 0.25
/** What a neighbour is worth, as share of the score of the chunk that it stands beside. */
const NEIGHBOUR_DISCOUNT = 0.5

type Expanded = { kept: Candidate[]; dropped: Candidate[] }

/**
 * Widens what was chosen where that earns its tokens: a short module is offered whole beside its chunks, since the rest
 * of it costs little and gives the chunk its meaning (packing takes one or the other); the strongest chunks of longer
 * modules bring their neighbours, offered after everything that was found by itself. What curation excludes comes neither
 * as a neighbour nor inside a whole module. Summaries come last: packing takes them in place of what does not fit.
 *
 * @param kept the chosen chunks, best first
 * @param dropped the others; a neighbour among them that only ranked too low comes back
 */
export async function expandCandidates(
  kept: Candidate[],
  dropped: Candidate[],
  modules: Map<string, ModuleSnapshot>,
  settings: PolicySettings['retrieval'],
  retrieval: Pick<RetrievalPort, 'getNeighbours' | 'getSummaries'>,
): Promise<Expanded> {
  const widened = await widen(kept, dropped, modules, settings, retrieval)
  return { ...widened, kept: [...widened.kept, ...(await offerSummaries(widened.kept, retrieval))] }
}

async function widen(
  kept: Candidate[],
  dropped: Candidate[],
  modules: Map<string, ModuleSnapshot>,
  settings: PolicySettings['retrieval'],
  retrieval: Pick<RetrievalPort, 'getNeighbours'>,
): Promise<Expanded> {
  const offered = offerWholeModules(kept, modules, settings.wholeModuleTokens)
  const isWhole = new Set(offered.filter(({ chunkId }) => chunkId === undefined).map(({ module }) => module.moduleId))
  const strong = kept
    .slice(0, Math.ceil(kept.length * STRONG_SHARE))
    .filter(({ module, chunkId }) => chunkId !== undefined && !isWhole.has(module.moduleId))
  if (settings.neighbours === 0 || strong.length === 0) return { kept: offered, dropped }
  const excluded = new Set([...modules.values()].flatMap(({ excludedChunkIds = [] }) => excludedChunkIds))
  return offerNeighbours(strong, { kept: offered, dropped }, excluded, settings.neighbours, retrieval)
}

function offerWholeModules(kept: Candidate[], modules: Map<string, ModuleSnapshot>, maxTokens: number): Candidate[] {
  const offered = new Set<string>()
  return kept.flatMap((candidate) => {
    const module = modules.get(candidate.module.moduleId)
    const isShort = module !== undefined && module.tokenCount <= maxTokens && candidate.tokens < module.tokenCount
    if (!isShort || module.excludedChunkIds?.length || offered.has(module.moduleId)) return [candidate]
    offered.add(module.moduleId)
    const detail = `for ${candidate.chunkId}`
    const { signals } = candidate
    return [toModuleCandidate(module, { reason: 'expanded_parent', detail, signals }, candidate), candidate]
  })
}

async function offerNeighbours(
  strong: Candidate[],
  { kept, dropped }: Expanded,
  excluded: Set<string>,
  reach: number,
  retrieval: Pick<RetrievalPort, 'getNeighbours'>,
): Promise<Expanded> {
  const taken = new Set(kept.map((candidate) => candidate.chunkId))
  const droppedById = new Map(dropped.map((candidate) => [candidate.chunkId, candidate]))
  const neighbours = new Map<string, Candidate>()
  const around = await retrieval.getNeighbours(
    strong.flatMap(({ chunkId }) => chunkId ?? []),
    reach,
  )
  for (const [at, seed] of strong.entries()) {
    for (const chunk of around[at] ?? []) {
      const before = droppedById.get(chunk.chunkId)
      const isWelcome = !excluded.has(chunk.chunkId) && (before === undefined || before.reason === 'below_top_n')
      if (taken.has(chunk.chunkId) || neighbours.has(chunk.chunkId) || !isWelcome) continue
      const final = (seed.signals.final ?? 0) * NEIGHBOUR_DISCOUNT
      neighbours.set(
        chunk.chunkId,
        toChunkCandidate(
          chunk,
          seed.module,
          {
            reason: 'expanded_neighbour',
            detail: `beside ${seed.chunkId}`,
            signals: { ...before?.signals, final: Math.max(final, before?.signals.final ?? 0) },
          },
          before,
        ),
      )
    }
  }
  return {
    kept: [...kept, ...neighbours.values()],
    dropped: dropped.filter((candidate) => candidate.chunkId === undefined || !neighbours.has(candidate.chunkId)),
  }
}
