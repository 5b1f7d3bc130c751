import type { RetrievalPort, StoredSummary } from '../vocabulary/ports'
import type { Candidate } from '../vocabulary/types'
import { toSummaryCandidate } from './to-candidate'

/** What a summary is worth as share of the best chunk it stands for: a section's is closer to it than the module's. */
const SECTION_DISCOUNT = 0.5
const MODULE_DISCOUNT = 0.35
/** Modules whose summaries are offered, counted from the best. */
const MAX_MODULES = 6

/**
 * Summaries of the modules and sections that the chosen chunks stand in: what packing sends of them when the chunks do not
 * fit. Only where that saves tokens; text that is required or offered whole is summarized by nothing.
 *
 * @param kept the chosen candidates, best first
 */
export async function offerSummaries(
  kept: Candidate[],
  retrieval: Pick<RetrievalPort, 'getSummaries'>,
): Promise<Candidate[]> {
  const chunks = kept.filter(({ resolution }) => resolution === 'section')
  const isWhole = new Set(kept.filter(({ resolution }) => resolution === 'full').map(({ module }) => module.moduleId))
  const moduleIds = [...new Set(chunks.map(({ module }) => module.moduleId))].filter((id) => !isWhole.has(id))
  if (moduleIds.length === 0 || !retrieval.getSummaries) return []
  const summaries = await retrieval.getSummaries(moduleIds.slice(0, MAX_MODULES))
  return summaries.flatMap((summary) => {
    const covered = chunks.filter((chunk) => isCovered(chunk, summary))
    const [best] = covered.toSorted((a, b) => finalOf(b) - finalOf(a))
    const tokens = covered.reduce((sum, chunk) => sum + chunk.tokens, 0)
    if (!best || summary.tokenCount >= tokens) return []
    const discount = summary.headingPath.length === 0 ? MODULE_DISCOUNT : SECTION_DISCOUNT
    return [
      toSummaryCandidate(summary, best.module, {
        reason: 'expanded_summary',
        because: {
          compared: summary.tokenCount,
          limit: tokens,
          unit: 'tokens',
          of: best.chunkId ?? best.module.moduleId,
        },
        signals: { final: finalOf(best) * discount },
      }),
    ]
  })
}

function isCovered({ module, startOffset, endOffset }: Candidate, summary: StoredSummary): boolean {
  const isOfModule = module.moduleId === summary.moduleId && module.version === summary.version
  return isOfModule && startOffset < summary.endOffset && summary.startOffset < endOffset
}

function finalOf({ signals }: Candidate): number {
  return signals.final ?? 0
}
