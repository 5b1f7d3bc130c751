import type { PolicySettings } from '../vocabulary/policy'
import type { RetrievalPort, StoredChunk } from '../vocabulary/ports'
import type { Candidate, ModuleSnapshot } from '../vocabulary/types'
import { FOUND_SHARE, findMissing } from './complete-sections'
import { findSection, SECTION_REACH } from './find-section'
import { offerSummaries } from './offer-summaries'
import { type Outcome, toChunkCandidate, toModuleCandidate } from './to-candidate'
import { trimExcluded } from './trim-excluded'

/** Share of the kept chunks, counted from the best, whose neighbours are offered. */
const STRONG_SHARE = 0.25
/** And of those with which the rest of their section is offered where half of it is among them. */
const COMPLETED_SHARE = 0.5
/** How long such a section, or a module, may be, in times of a module that is offered whole. */
const COMPLETED_LENGTH = 2
/** What a neighbour is worth, as share of the score of the chunk that it stands beside. */
const NEIGHBOUR_DISCOUNT = 0.5

/** `spare` and `outranked` may come back beside a stronger chunk; what was `dropped` for a reason of its own may not. */
type Left = { spare?: Candidate[]; outranked: Candidate[]; dropped: Candidate[] }
type Expanded = { kept: Candidate[]; dropped: Candidate[] }

/**
 * Widens what was chosen where that earns its tokens: a short module is offered whole beside its chunks, since the rest
 * of it costs little and gives the chunk its meaning (packing takes one or the other); the strongest chunks of longer
 * modules bring their neighbours, and what is left of their section where that is as short, offered after everything that
 * was found by itself. Where half of a section, or of a module of twice that length, is among the stronger half of the
 * chunks, its rest is offered, worth the share that was found of the best of them. What modules depend on competes from the coarse stage on. What curation excludes comes neither
 * as a neighbour nor inside a whole module. Then come summaries, which packing takes in place of what does not fit, and at last
 * what is spare, for the room that all of these leave.
 *
 * @param kept the chosen chunks, best first
 */
export async function expandCandidates(
  kept: Candidate[],
  left: Left,
  modules: Map<string, ModuleSnapshot>,
  settings: PolicySettings['retrieval'],
  retrieval: Pick<RetrievalPort, 'getChunks' | 'getNeighbours' | 'getSummaries'>,
): Promise<Expanded> {
  const { spare = [], outranked, dropped } = left
  const widened = await widen(kept, { outranked: [...spare, ...outranked], dropped }, modules, settings, retrieval)
  const summaries = await offerSummaries(widened.kept, retrieval)
  return {
    kept: [...widened.kept, ...summaries, ...widened.dropped.filter(({ isSpare }) => isSpare)],
    dropped: widened.dropped.filter(({ isSpare }) => !isSpare),
  }
}

async function widen(
  kept: Candidate[],
  left: Left,
  modules: Map<string, ModuleSnapshot>,
  settings: PolicySettings['retrieval'],
  retrieval: Pick<RetrievalPort, 'getChunks' | 'getNeighbours'>,
): Promise<Expanded> {
  const offered = offerWholeModules(kept, modules, settings.wholeModuleTokens)
  const isWhole = new Set(offered.filter(({ chunkId }) => chunkId === undefined).map(({ module }) => module.moduleId))
  const best = (share: number) =>
    kept
      .slice(0, Math.ceil(kept.length * share))
      .filter(({ module, chunkId }) => chunkId !== undefined && !isWhole.has(module.moduleId))
  const strong = { alone: best(STRONG_SHARE), together: best(COMPLETED_SHARE) }
  const isOff = settings.neighbours === 0 && settings.wholeModuleTokens === 0
  if (isOff || strong.together.length === 0) return { kept: offered, dropped: [...left.dropped, ...left.outranked] }
  return offerSurroundings(strong, offered, left, modules, settings, retrieval)
}

function offerWholeModules(kept: Candidate[], modules: Map<string, ModuleSnapshot>, maxTokens: number): Candidate[] {
  const offered = new Set<string>()
  return kept.flatMap((candidate) => {
    const module = modules.get(candidate.module.moduleId)
    const isShort = module !== undefined && module.tokenCount <= maxTokens && candidate.tokens < module.tokenCount
    if (!isShort || module.excludedChunkIds?.length || offered.has(module.moduleId)) return [candidate]
    offered.add(module.moduleId)
    const because = { compared: module.tokenCount, limit: maxTokens, unit: 'tokens', of: candidate.chunkId } as const
    const { signals } = candidate
    return [toModuleCandidate(module, { reason: 'expanded_whole', because, signals }, candidate), candidate]
  })
}

async function offerSurroundings(
  strong: { alone: Candidate[]; together: Candidate[] },
  kept: Candidate[],
  { outranked, dropped }: Left,
  modules: Map<string, ModuleSnapshot>,
  { neighbours: reach, wholeModuleTokens }: PolicySettings['retrieval'],
  retrieval: Pick<RetrievalPort, 'getChunks' | 'getNeighbours'>,
): Promise<Expanded> {
  const excluded = new Set([...modules.values()].flatMap(({ excludedChunkIds = [] }) => excludedChunkIds))
  const taken = new Set(kept.map((candidate) => candidate.chunkId))
  const outrankedById = new Map(outranked.map((candidate) => [candidate.chunkId, candidate]))
  const isDropped = new Set(dropped.map(({ chunkId }) => chunkId))
  const offered = new Map<string, Candidate>()
  const stored = await retrieval.getNeighbours(
    strong.together.flatMap(({ chunkId }) => chunkId ?? []),
    Math.max(reach, SECTION_REACH),
  )
  const around = await Promise.all(stored.map((chunks) => trimExcluded(chunks, modules, retrieval)))
  const offer = (chunk: StoredChunk, seed: Candidate, worth: number, outcome: Outcome) => {
    const before = outrankedById.get(chunk.chunkId)
    const isWelcome = !excluded.has(chunk.chunkId) && !isDropped.has(chunk.chunkId)
    if (taken.has(chunk.chunkId) || offered.has(chunk.chunkId) || !isWelcome) return
    const final = Math.max((seed.signals.final ?? 0) * worth, before?.signals.final ?? 0)
    const signals = { ...before?.signals, final }
    offered.set(chunk.chunkId, toChunkCandidate(chunk, seed.module, { ...outcome, signals }, before))
  }
  for (const [moduleId, found] of Map.groupBy(strong.together, ({ module }) => module.moduleId)) {
    const near = strong.together.flatMap(({ module }, at) => (module.moduleId === moduleId ? (around[at] ?? []) : []))
    const open = near.filter(({ chunkId }) => !excluded.has(chunkId))
    const moduleTokens = modules.get(moduleId)?.tokenCount ?? 0
    for (const { chunk, share, best } of findMissing(found, open, moduleTokens, COMPLETED_LENGTH * wholeModuleTokens)) {
      const because = { compared: share, limit: FOUND_SHARE, unit: 'share', of: best.chunkId } as const
      offer(chunk, best, share, { reason: 'completes_section', because })
    }
  }
  for (const [at, seed] of strong.alone.entries()) {
    const near = around[at] ?? []
    for (const { chunk, distance } of beside(seed, near, reach)) {
      const because = { compared: distance, limit: reach, unit: 'chunks', of: seed.chunkId } as const
      offer(chunk, seed, NEIGHBOUR_DISCOUNT, { reason: 'expanded_neighbour', because })
    }
    const section = findSection(seed, near, wholeModuleTokens)
    const compared = section.reduce((sum, { tokenCount }) => sum + tokenCount, seed.tokens)
    const because = { compared, limit: wholeModuleTokens, unit: 'tokens', of: seed.chunkId } as const
    for (const chunk of section) offer(chunk, seed, NEIGHBOUR_DISCOUNT, { reason: 'expanded_section', because })
  }
  return {
    kept: [...kept, ...offered.values()],
    dropped: [...dropped, ...outranked.filter(({ chunkId }) => chunkId === undefined || !offered.has(chunkId))],
  }
}

/** The `reach` chunks before and after, by ordinal. */
function beside(seed: Candidate, near: StoredChunk[], reach: number): { chunk: StoredChunk; distance: number }[] {
  const before = near.filter(({ startOffset }) => startOffset < seed.startOffset)
  const after = near.filter(({ startOffset }) => startOffset >= seed.startOffset)
  const withDistance = (chunk: StoredChunk, at: number) => ({ chunk, distance: at + 1 })
  const nearest = before
    .slice(Math.max(0, before.length - reach))
    .reverse()
    .map(withDistance)
    .reverse()
  return [...nearest, ...after.slice(0, reach).map(withDistance)]
}
