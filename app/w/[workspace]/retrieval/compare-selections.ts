import type { RetrievalCandidateDto } from '@/lib/schemas/contexts/retrieval'

type MovedCandidate = { candidate: RetrievalCandidateDto; from: number; to: number }

export type SelectionChange = {
  cameIn: RetrievalCandidateDto[]
  /** As they are now, with the reason that they fell out for; as they were when they are not found any more. */
  fellOut: RetrievalCandidateDto[]
  /** Selected in both, at other places (1-based). */
  moved: MovedCandidate[]
}

/** What other settings change in what goes on to packing. */
export function compareSelections(before: RetrievalCandidateDto[], after: RetrievalCandidateDto[]): SelectionChange {
  const was = placesOf(before)
  const is = placesOf(after)
  const now = new Map(after.map((candidate) => [candidate.key, candidate]))
  return {
    cameIn: after.filter(({ key }) => is.has(key) && !was.has(key)),
    fellOut: before
      .filter(({ key }) => was.has(key) && !is.has(key))
      .map((candidate) => now.get(candidate.key) ?? gone(candidate)),
    moved: after.flatMap((candidate) => {
      const from = was.get(candidate.key)
      const to = is.get(candidate.key)
      return from === undefined || to === undefined || from === to ? [] : [{ candidate, from, to }]
    }),
  }
}

function placesOf(candidates: RetrievalCandidateDto[]): Map<string, number> {
  return new Map(candidates.filter(({ isSelected }) => isSelected).map(({ key }, at) => [key, at + 1]))
}

function gone({ because: _, ...candidate }: RetrievalCandidateDto): RetrievalCandidateDto {
  return { ...candidate, reason: 'not_retrieved', isSelected: false }
}
