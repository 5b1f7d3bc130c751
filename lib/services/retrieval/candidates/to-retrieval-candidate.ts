import { type Candidate, cutText, versionKey } from '@/lib/engine'
import type { RetrievalCandidateDto } from '@/lib/schemas/contexts/retrieval'
import { LIMITS } from '@/lib/schemas/limits'

/** As the retrieval screen tells of it. */
export function toRetrievalCandidate(candidate: Candidate): RetrievalCandidateDto {
  const {
    module,
    resolution,
    chunkId,
    summaryId,
    startOffset,
    endOffset,
    headingPath,
    text,
    tokens,
    ranks,
    scores,
    signals,
    reason,
    because,
    notes,
  } = candidate
  const { moduleId, version, name } = module
  return {
    key: chunkId ?? summaryId ?? versionKey({ moduleId, version }),
    resolution,
    moduleId,
    version,
    ...(chunkId === undefined ? {} : { chunkId, sourceRange: { start: startOffset, end: endOffset } }),
    ...(summaryId === undefined ? {} : { summaryId }),
    title: name,
    headingPath,
    text: resolution === 'full' ? cutText(text, LIMITS.moduleExcerpt) : text,
    tokens,
    ranks,
    scores,
    signals,
    reason,
    ...(because === undefined ? {} : { because }),
    ...(notes === undefined ? {} : { notes }),
    isSelected: !candidate.isDropped,
    isRequired: candidate.isRequired,
  }
}
