import type { Drop } from '../pack/explain-drops'
import { moduleKey } from '../pack/merge-candidates'
import { describeCounting } from '../tokens/counting'
import type { ComposeRequest } from '../vocabulary/composition'
import { mapSections } from '../vocabulary/map-sections'
import { subHeadings } from '../vocabulary/sub-headings'
import type { CandidateTrace, Usage } from '../vocabulary/trace'
import { type Candidate, SECTION_NAMES, type SectionName } from '../vocabulary/types'
import type { SectionBudget } from './allocate-sections'

/** Every candidate with what became of it; `drops` are those that packing and fitting left out. */
export function traceCandidates(candidates: Candidate[], drops: ReadonlyMap<Candidate, Drop>): CandidateTrace[] {
  const isSent = (candidate: Candidate) => !candidate.isDropped && !drops.has(candidate)
  const wholes = candidates.filter((candidate) => candidate.resolution === 'full' && isSent(candidate))
  const sentWhole = new Map(wholes.map((candidate) => [moduleKey(candidate), candidate]))
  return candidates.map((candidate) => {
    const { module, chunkId, startOffset, endOffset, summaryId, resolution, tokens, ranks, scores, signals, notes } =
      candidate
    const isDropped = !isSent(candidate)
    // Whatever spoke against a part, its text is there once its whole module is.
    const whole = isDropped && candidate.resolution !== 'full' ? sentWhole.get(moduleKey(candidate)) : undefined
    const { reason, because } = whole ? inWholeModule(whole) : (drops.get(candidate) ?? candidate)
    return {
      moduleId: module.moduleId,
      version: module.version,
      ...(chunkId === undefined ? {} : { chunkId, sourceRange: { start: startOffset, end: endOffset } }),
      ...(summaryId === undefined ? {} : { summaryId }),
      title: titleOf(candidate),
      tokens,
      ranks,
      scores,
      signals,
      fate: isDropped ? 'dropped' : 'included',
      resolution,
      reason,
      ...(because === undefined ? {} : { because }),
      ...(notes === undefined ? {} : { notes }),
    }
  })
}

function inWholeModule({ module, section }: Candidate): Drop {
  return { reason: section === 'knowledge' ? 'in_whole_module' : 'in_instructions', because: { of: module.moduleId } }
}

function titleOf(candidate: Candidate): string {
  return [candidate.module.name, ...subHeadings(candidate)].join(' › ')
}

/**
 * Allocations are made from estimates and the use is exact, so a section can pass its allocation by a few tokens; these
 * come from what others leave unused. Afterwards no section uses more than it has, and the sum is unchanged or lower.
 */
export function describeUsage(
  request: ComposeRequest,
  { window, shares, allocated }: SectionBudget,
  used: Record<SectionName, number>,
): Usage {
  const { model } = request
  const unassigned = window.available - SECTION_NAMES.reduce((total, name) => total + allocated[name], 0)
  let missing = SECTION_NAMES.reduce((total, name) => total + Math.max(0, used[name] - allocated[name]), 0) - unassigned
  const sections = mapSections((name) => {
    const given = Math.max(0, Math.min(missing, allocated[name] - used[name]))
    missing -= given
    return { share: shares[name], allocated: Math.max(used[name], allocated[name] - given), used: used[name] }
  })
  return {
    model: model.id,
    contextWindow: model.contextWindow,
    reservedForResponse: window.reservedForResponse,
    safetyMargin: window.safetyMargin,
    inputTokens: SECTION_NAMES.reduce((total, name) => total + used[name], 0),
    counting: describeCounting(request),
    sections,
  }
}
